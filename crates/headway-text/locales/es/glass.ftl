# Abrir un plan en una emergencia, y su revisión.
glass-title = Abrir un plan en una emergencia
glass-way = Abrir este plan durante una hora, por una razón urgente
glass-lead = Úsalo cuando un o una estudiante necesita ayuda ahora mismo y no está en ninguna de tus listas. Puedes leer el plan de una sola persona, durante una hora.
glass-lead-known = Úsalo cuando el o la estudiante necesita ayuda ahora mismo. Puedes leer solo este plan, durante una hora.
glass-danger = ¿Hay alguien en peligro? Pide ayuda primero y sigue las reglas de tu escuela para proteger a los menores. Headway no es el lugar para ese tipo de aviso.
glass-rule-hour = El plan queda abierto { $minutes } minutos. Puedes leerlo. No puedes escribir en él ni llevarte una copia.
glass-rule-told = El o la estudiante ve que miraste, cuándo y la razón que das. También lo ven los familiares que tienen derecho a saber quién miró.
glass-rule-reviewed = La persona que cuida los registros lee tu razón y decide si estuvo bien.
glass-rule-most = Puedes hacerlo como máximo { $most } veces al día.
glass-read-by = El o la estudiante, la familia y la persona que cuida los registros leen la razón que escribes aquí. Si las palabras pueden poner en peligro al o a la estudiante, escribe algo general y habla con la persona que cuida los registros.
glass-names = Nombre y apellido del o de la estudiante
glass-names-hint = Como están en los registros de la escuela. No importan las mayúsculas ni los acentos.
glass-number = Número de estudiante
glass-number-hint = Da el número o la fecha de nacimiento, o los dos. Aquí no se puede buscar, para que nadie pueda revisar nombres.
glass-number-or-born = Da el número de estudiante o la fecha de nacimiento.
glass-born = Fecha de nacimiento
glass-reason = ¿Por qué necesitas este plan ahora?
glass-reason-hint = Di qué pasó y qué esperas encontrar. Usa al menos 20 caracteres.
glass-reason-short = Di un poco más: usa al menos { $least } caracteres.
glass-password = Tu contraseña
glass-password-hint = Escríbela otra vez, para saber que eres tú.
glass-wrong-password = Esta no es tu contraseña. Inténtalo otra vez.
glass-open = Abrir el plan durante una hora
glass-nobody = Con estos datos no podemos abrirte un plan. Revisa el nombre, el número y la fecha. Si están bien, este plan no se puede abrir de esta manera: llama a la persona que cuida los registros. Tu razón sigue en el formulario.
glass-too-many = Hoy ya abriste { $most } planes de esta manera, que es el máximo. Llama a la persona que cuida los registros.
glass-too-many-wrong = Hoy los datos que diste no coincidieron demasiadas veces. Llama a la persona que cuida los registros.
glass-banner = Puedes ver este plan hasta las { $until }, porque diste una razón urgente. Puedes leerlo; no puedes escribir en él ni llevarte una copia. El o la estudiante ve que miraste, cuándo y tu razón, y también los familiares que tienen ese derecho. La persona que cuida los registros lo revisa.

reviews-title = Planes abiertos en una emergencia
reviews-lead = Alguien del personal abrió el plan de un o una estudiante que no está en ninguna de sus listas, y dijo por qué. Lee la razón, pregunta a la persona si hace falta y di si estuvo bien.
reviews-open = Por revisar, lo más antiguo primero
reviews-open-none = No hay nada pendiente.
reviews-done = Ya revisado
reviews-opened = abrió el plan de
reviews-looks = { $count ->
    [0] no miró nada
    [one] miró una vez
   *[other] miró { $count } veces
}
reviews-review = Revisar lo que abrió { $who }
reviews-back = Todos los planes abiertos en una emergencia
reviews-one-title = Un plan abierto en una emergencia
reviews-reason = La razón que dio
reviews-found = Qué encontró la revisión
reviews-words = ¿Qué encontraste?
reviews-words-hint = Di a quién preguntaste y qué piensas. El o la estudiante lee el resultado, no estas palabras.
reviews-what-follows = Si lo pones en duda mientras el plan sigue abierto, se cierra enseguida.
reviews-approve = Estuvo bien
reviews-question = Lo pongo en duda
reviews-approved = Estuvo bien
reviews-questioned = En duda
reviews-own = Este plan lo abriste tú, así que lo revisa otra persona.
reviews-before = Alguien lo revisó antes que tú. No cambió nada.

looked-glass-said = Dio una razón urgente: “{ $reason }”
looked-glass-open = Nadie ha revisado todavía esta razón.
looked-glass-approved = La persona que cuida los registros la revisó el { $on } y le pareció bien.
looked-glass-questioned = La persona que cuida los registros la revisó el { $on } y la pone en duda.
