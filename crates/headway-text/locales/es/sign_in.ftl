sign-in-title = Entrar
sign-in-lead = Use el nombre y la contraseña que le dio su escuela.
sign-in-school = Va a entrar a { $school }.
sign-in-name = Nombre de usuario
sign-in-name-hint = Puede parecerse a un correo electrónico.
sign-in-password = Contraseña
sign-in-button = Entrar
sign-in-letter = Tengo una carta con un código
sign-in-trouble = Si no puede entrar, pida una contraseña nueva en la oficina de la escuela.
sign-in-wrong = El nombre y la contraseña no coinciden. Revise los dos e inténtelo otra vez.
sign-in-ended = Su sesión se cerró porque pasó un rato sin actividad. Entre otra vez para seguir.
sign-in-ended-long = Su sesión se cerró porque pasaron doce horas desde que entró. Entre otra vez para seguir.
sign-in-ended-over = Su sesión se cerró. Entre otra vez para seguir.
sign-in-draft-kept = Su sesión se cerró. Guardamos lo que escribió. Entre para recuperarlo y después guárdelo.
sign-in-signed-out = Ya salió. Cierre esta ventana si otras personas usan esta computadora.
sign-in-old-page = Esta página estuvo abierta demasiado tiempo. Escriba su contraseña una vez más.

pace-slow-down = Lo intentaste muchas veces. Espera { $wait } e inténtalo otra vez.
    .formal = Lo intentó muchas veces. Espere { $wait } e inténtelo otra vez.
pace-wait-seconds = { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}
pace-wait-minutes = { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
}
