# Lo que rodea cada página.
app-name = Headway
skip-to-content = Ir a la parte principal
header-label = Parte de arriba de la página
account-label = Idioma, letras y ayuda
language-label = Idioma
help-link = Ayuda
look-link = Letras y colores
fold-open = Menú
sign-in-link = Entrar
sign-out-button = Salir
footer-label = Sobre esta página
footer-safety = Si tú u otra persona está en peligro, no lo escribas aquí. Habla con un adulto de confianza o llama al 911.
    .formal = Si usted u otra persona está en peligro, no lo escriba aquí. Hable con alguien de confianza o llame al 911.
footer-about = Headway guarda planes de aprendizaje individuales. La escuela lo tiene en sus propias computadoras.

# Formularios y avisos.
form-problems = { $count ->
    [one] Hay una cosa que revisar
   *[other] Hay { $count } cosas que revisar
}
form-not-saved-title = Todavía no está guardado
form-not-saved = Esto es lo que escribiste. Lo conservamos para ti, pero no está guardado. Léelo otra vez y guárdalo.
    .formal = Esto es lo que usted escribió. Lo conservamos, pero no está guardado. Léalo otra vez y guárdelo.
form-throw-away = Ya no necesito este texto
form-kept-at = Lo que escribiste está conservado ({ $time }). Solo tú lo ves.
    .formal = Lo que escribió está conservado ({ $time }). Solo usted lo ve.
form-kept-out = Tu sesión se cerró, así que esta página ya no puede guardar nada. Lo que escribiste sigue aquí.
    .formal = Su sesión se cerró, así que esta página ya no puede guardar nada. Lo que escribió sigue aquí.
form-kept-way = Entrar en una pestaña nueva
form-unkept = Por ahora no pudimos conservar lo que escribiste. Sigue en esta página.
    .formal = Por ahora no pudimos conservar lo que escribió. No salga de esta página.
form-required = Completa este espacio.
    .formal = Complete este espacio.
form-too-long = Es demasiado largo. Usa { $most } caracteres como máximo.
    .formal = Es demasiado largo. Use { $most } caracteres como máximo.
form-needed = (hace falta)
form-needed-lead = Puedes dejar vacío todo lo que no diga “hace falta”.
    .formal = Puede dejar vacío todo lo que no diga “hace falta”.
form-optional = (puedes dejarlo vacío)
    .formal = (puede dejarlo vacío)
message-unchanged = No cambió nada, así que no se guardó nada.
message-saved = Guardado.
message-about = { $message } { $kind }: “{ $words }”
message-answered = { $message } Tu respuesta a { $name }: { $answer }
    .formal = { $message } Su respuesta a { $name }: { $answer }
message-open-again = Sigue en marcha.
message-taken-back = Tu sugerencia quedó retirada.
    .formal = Su sugerencia quedó retirada.
message-question = { $message } Tu respuesta a “{ $part }”
    .formal = { $message } Su respuesta a “{ $part }”
message-sent = Guardado. Tu sugerencia se envió, y está aquí abajo.
    .formal = Guardado. Su sugerencia se envió, y está aquí abajo.
message-noted = Guardado. La nota de la conversación está aquí abajo.
message-stale = Alguien cambió esto justo antes que tú, así que no se hizo nada. Míralo otra vez.
    .formal = Alguien cambió esto justo antes que usted, así que no se hizo nada. Mírelo otra vez.

# Una sugerencia, que se lee como una carta.
letter-from = { $name } sugiere
letter-from-you = Tu sugerencia
    .formal = Su sugerencia
letter-reason = Por qué
letter-now = Lo que dice ahora
letter-then = Lo que diría
letter-nothing-yet = Todavía nada
