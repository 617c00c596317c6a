# Una carta con un código y la página donde se usa. A un estudiante se le habla de tú; a su familia y al personal, con formas de cortesía.
invite-page-title = Una carta para imprimir
invite-back = Volver a la persona
invite-once = Imprima esta carta ahora. El código se muestra solo esta vez; nadie lo puede buscar después. La carta está en el idioma de la persona; si Headway no lo tiene, en inglés y en español.
invite-how-to-print = Para imprimir, pulse Ctrl y P (en una Mac, ⌘ y P) o elija “Imprimir” en el menú de su navegador. Cabe en hojas A4 y carta.
invite-print = Imprimir

invite-title = Tu acceso a Headway en { $school }
    .formal = Su acceso a Headway en { $school }
invite-greeting = Para { $name }
invite-what = { $school } guarda los planes de aprendizaje en Headway. Con esta carta puede crear su propia cuenta. Toma unos minutos, en un teléfono o en una computadora.
invite-family-what = { $school } guarda los planes de aprendizaje en Headway. Con esta carta puede crear su propia cuenta y ver en ella { $count ->
    [one] el plan de { $students }
   *[other] los planes de { $students }
}. Toma unos minutos, en un teléfono o en una computadora.
invite-student-what = { $school } guarda los planes de aprendizaje en Headway. Con esta carta puedes crear tu propia cuenta, y en ella encuentras tu plan. Toma unos minutos, en un teléfono o en una computadora.
invite-step-open = Abre esta dirección en un navegador: { $address }
    .formal = Abra esta dirección en un navegador: { $address }
invite-step-code = Escribe este código:
    .formal = Escriba este código:
invite-step-choose = Elige un nombre de usuario y una contraseña. Desde ese momento, entra con ellos.
    .formal = Elija un nombre de usuario y una contraseña. Desde ese momento, entre con ellos.
invite-until = El código sirve una sola vez, hasta el { $day }.
invite-lost = Guarda esta carta como guardas una llave. Si la pierdes, pide una nueva en la oficina de la escuela: entonces el código anterior deja de servir. Si la recibiste por error, devuélvela a la escuela, por favor.
    .formal = Guarde esta carta como guarda una llave. Si la pierde, pida una nueva en la oficina de la escuela: entonces el código anterior deja de servir. Si la recibió por error, devuélvala a la escuela, por favor.

welcome-title = Cree su cuenta
welcome-lead = Necesita la carta de su escuela.
welcome-code = El código de su carta
welcome-code-hint = Cuatro grupos de cuatro. Da igual si escribe en mayúsculas o minúsculas.
welcome-code-wrong = Este código no sirve. Revise cada letra y número. Un código sirve una vez y durante 30 días; si el suyo es más viejo o ya se usó, pida una carta nueva en la oficina de la escuela.
welcome-go-on = Seguir
welcome-for = Esta cuenta es para { $name }, { $school }.
welcome-not-you = ¿No es usted? Entonces no siga, y devuelva la carta a la escuela.
welcome-again = Ya tiene una cuenta. Con esta carta puede elegir otro nombre de usuario y otra contraseña, y se cierran todas sus otras sesiones.
welcome-login = Nombre de usuario
welcome-login-hint = Elija uno que pueda recordar. Puede ser su correo electrónico.
welcome-login-taken = Otra persona ya usa ese nombre. Elija otro.
welcome-password = Una contraseña
welcome-button = Crear mi cuenta
welcome-trouble = ¿No tiene carta? Pida una en la oficina de la escuela. Si ya tiene una cuenta, entre con ella.
