# Abrir un plan en una emergencia, y su revisión.
glass-title = Abrir un plan en una emergencia
glass-way = Abrir este plan durante una hora, por una razón urgente
glass-lead = Úselo cuando un o una estudiante necesita ayuda ahora mismo y no está en ninguna de sus listas. Puede leer el plan de una sola persona, durante una hora.
glass-lead-known = Úselo cuando el o la estudiante necesita ayuda ahora mismo. Puede leer solo este plan, durante una hora.
glass-danger = ¿Hay alguien en peligro? Pida ayuda primero y siga las reglas de su escuela para proteger a los menores. Headway no es el lugar para ese tipo de aviso.
glass-rule-hour = El plan queda abierto { $minutes } minutos. Puede leerlo. No puede escribir en él ni llevarse una copia.
glass-rule-told = El o la estudiante ve que usted miró, cuándo y la razón que dio. También lo ven los familiares que tienen derecho a saber quién miró.
glass-rule-reviewed = La persona que cuida los registros lee su razón y decide si estuvo bien.
glass-rule-most = Puede hacerlo como máximo { $most } veces al día.
glass-read-by = El o la estudiante, la familia y la persona que cuida los registros leen la razón que escriba aquí. Si las palabras pueden poner en peligro al o a la estudiante, escriba algo general y hable con la persona que cuida los registros.
glass-names = Nombre y apellido del o de la estudiante
glass-names-hint = Como están en los registros de la escuela. No importan las mayúsculas ni los acentos.
glass-number = Número de estudiante
glass-number-hint = Escriba el número o la fecha de nacimiento, o los dos. Aquí no se puede buscar, para que nadie pueda revisar nombres.
glass-number-or-born = Escriba el número de estudiante o la fecha de nacimiento.
glass-born = Fecha de nacimiento
glass-reason = ¿Por qué necesita este plan ahora?
glass-reason-hint = Diga qué pasó y qué espera encontrar. Use al menos 20 caracteres.
glass-reason-short = Diga un poco más: use al menos { $least } caracteres.
glass-password = Su contraseña
glass-password-hint = Escríbala otra vez, para saber que es usted.
glass-wrong-password = Esta no es su contraseña. Inténtelo otra vez.
glass-open = Abrir el plan durante una hora
glass-nobody = Con estos datos no podemos abrirle un plan. Revise el nombre, el número y la fecha. Si están bien, este plan no se puede abrir de esta manera: llame a la persona que cuida los registros. Su razón sigue en el formulario.
glass-too-many = Hoy ya abrió { $most } planes de esta manera, que es el máximo. Llame a la persona que cuida los registros.
glass-too-many-wrong = Hoy los datos que dio no coincidieron demasiadas veces. Llame a la persona que cuida los registros.
glass-banner = Puede ver este plan hasta { $until }, porque dio una razón urgente. Puede leerlo; no puede escribir en él ni llevarse una copia. El o la estudiante ve que usted miró, cuándo y su razón, y también los familiares que tienen ese derecho. La persona que cuida los registros lo revisa.

reviews-title = Planes abiertos en una emergencia
reviews-lead = Alguien del personal abrió el plan de un o una estudiante que no está en ninguna de sus listas, y dijo por qué. Lea la razón, pregunte a la persona si hace falta y diga si estuvo bien.
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
reviews-words = ¿Qué encontró?
reviews-words-hint = Diga a quién preguntó y qué piensa. El o la estudiante lee el resultado, no estas palabras.
reviews-what-follows = Si lo pone en duda mientras el plan sigue abierto, se cierra enseguida.
reviews-approve = Estuvo bien
reviews-question = Lo pongo en duda
reviews-approved = Estuvo bien
reviews-questioned = En duda
reviews-own = Este plan lo abrió usted, así que lo revisa otra persona.
reviews-before = Alguien lo revisó antes que usted. No cambió nada.

looked-glass-said = Dio una razón urgente: “{ $reason }”
looked-glass-open = Nadie ha revisado todavía esta razón.
looked-glass-approved = La persona que cuida los registros la revisó el { $on } y le pareció bien.
looked-glass-questioned = La persona que cuida los registros la revisó el { $on } y la pone en duda.
