# Una carta con un código y la página donde se usa. A un estudiante se le habla de tú; a su familia y al personal, con formas de cortesía.
invite-page-title = Una carta para imprimir
invite-back = Volver a la persona
invite-once = Imprime esta carta ahora. El código se muestra solo esta vez; nadie lo puede buscar después. La carta está en el idioma de la persona; si Headway no lo tiene, en inglés y en español.
invite-how-to-print = Para imprimir, pulsa Ctrl y P (en una Mac, ⌘ y P) o elige “Imprimir” en el menú de tu navegador. Cabe en hojas A4 y carta.
invite-print = Imprimir

invite-title = La entrada a Headway en { $school }
invite-greeting = Para { $name }
invite-what = { $school } guarda los planes de aprendizaje en Headway. Con esta carta puede crear su propia cuenta. Toma unos minutos, en un teléfono o en una computadora.
invite-family-what = { $school } guarda los planes de aprendizaje en Headway. Con esta carta puede crear su propia cuenta y ver en ella { $count ->
    [one] el plan de { $students }
   *[other] los planes de { $students }
}. Toma unos minutos, en un teléfono o en una computadora.
invite-student-what = { $school } guarda los planes de aprendizaje en Headway. Con esta carta puedes crear tu propia cuenta, y en ella encuentras tu plan. Toma unos minutos, en un teléfono o en una computadora.
invite-step-open = Abra esta dirección en un navegador: { $address }
invite-step-code = Escriba este código:
invite-step-choose = Elija un nombre de usuario y una contraseña. Desde ese momento, entre con ellos.
invite-student-open = Abre esta dirección en un navegador: { $address }
invite-student-code = Escribe este código:
invite-student-choose = Elige un nombre de usuario y una contraseña. Desde ese momento, entra con ellos.
invite-until = El código sirve una sola vez, hasta el { $day }.
invite-lost = Guarde esta carta como guarda una llave. Si la pierde, pida una nueva en la oficina de la escuela: entonces el código anterior deja de servir. Si la recibió por error, devuélvala a la escuela, por favor.
invite-student-lost = Guarda esta carta como guardas una llave. Si la pierdes, pide una nueva en la oficina de la escuela: entonces el código anterior deja de servir. Si la recibiste por error, devuélvela a la escuela, por favor.

welcome-title = Haz tu cuenta
welcome-lead = Necesitas la carta de tu escuela.
welcome-code = El código de tu carta
welcome-code-hint = Cuatro grupos de cuatro. Da igual si escribes en mayúsculas o minúsculas.
welcome-code-wrong = Este código no sirve. Mira si cada signo está bien. Un código sirve una vez y durante 30 días; si el tuyo es más viejo o ya se usó, pide una carta nueva en la oficina de la escuela.
welcome-go-on = Seguir
welcome-for = Esta cuenta es para { $name }, { $school }.
welcome-not-you = ¿No eres tú? Entonces no sigas, y devuelve la carta a la escuela.
welcome-again = Ya tienes una cuenta. Con esta carta eliges otro nombre de usuario y otra contraseña, y se cierran todas tus otras sesiones.
welcome-login = Un nombre para entrar
welcome-login-hint = Elige uno que puedas recordar. Puede ser tu correo electrónico.
welcome-login-taken = Otra persona entra con ese nombre. Elige otro.
welcome-password = Una contraseña
welcome-button = Hacer mi cuenta
welcome-trouble = ¿No tienes carta? Pide una en la oficina de la escuela. Si ya tienes una cuenta, entra con ella.
