sign-in-title = Entrar
sign-in-lead = Usa el nombre y la contraseña que te dio tu escuela.
sign-in-school = Vas a entrar a { $school }.
sign-in-name = Nombre de usuario
sign-in-name-hint = Puede parecerse a un correo electrónico.
sign-in-password = Contraseña
sign-in-button = Entrar
sign-in-letter = Tengo una carta con un código
sign-in-trouble = Si no puedes entrar, pide una contraseña nueva en la oficina de la escuela.
sign-in-wrong = El nombre y la contraseña no coinciden. Revisa los dos e inténtalo otra vez.
sign-in-ended = Tu sesión se cerró porque pasó un rato sin actividad. Entra otra vez para seguir.
sign-in-ended-long = Tu sesión se cerró porque pasaron doce horas desde que entraste. Entra otra vez para seguir.
sign-in-ended-over = Tu sesión se cerró. Entra otra vez para seguir.
sign-in-draft-kept = Tu sesión se cerró. Guardamos lo que escribiste. Entra para recuperarlo y después guárdalo.
sign-in-signed-out = Ya saliste. Cierra esta ventana si otras personas usan esta computadora.
sign-in-old-page = Esta página estuvo abierta demasiado tiempo. Escribe tu contraseña una vez más.

pace-slow-down = Lo intentaste muchas veces. Espera { $wait } e inténtalo otra vez.
pace-wait-seconds = { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}
pace-wait-minutes = { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
}
