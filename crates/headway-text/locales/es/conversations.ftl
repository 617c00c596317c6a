# Conversaciones sobre un plan. Las lee quien puede leer el plan.
talk-title = Mensajes
talk-link-new = { $count ->
    [one] Mensajes: 1 nuevo
   *[other] Mensajes: { $count } nuevos
}
talk-about-this = Hablar de esto
talk-new-title = Empezar una conversación
talk-open = Empezar una conversación
talk-back = Volver a los mensajes
talk-empty-title = Todavía no hay conversaciones
talk-empty = Aquí se habla del plan: una pregunta, una noticia, una idea. Cualquiera que participe en el plan puede empezar.
talk-empty-read = Todavía nadie ha empezado una conversación sobre este plan.
talk-going-on = Abiertas
talk-closed-list = Cerradas
talk-about = Sobre: { $item }
talk-item = De qué se trata
talk-same = Ya se está hablando de esto
talk-new = { $count ->
    [one] 1 mensaje nuevo
   *[other] { $count } mensajes nuevos
}
talk-count = { $count ->
    [one] 1 mensaje
   *[other] { $count } mensajes
}
talk-subject = ¿De qué quieres hablar?
    .formal = ¿De qué quiere hablar?
talk-subject-hint = Bastan unas pocas palabras.
talk-words = Tu mensaje
    .formal = Su mensaje
talk-send = Enviar
talk-sent = Enviado.
talk-read-by = { $name } siempre lee esto. También lo leen la familia y las personas de la escuela que pueden leer el plan. Después no se puede cambiar un mensaje.
talk-read-by-you = Lo leen tu familia y las personas de la escuela que trabajan contigo, si pueden leer tu plan. Después no se puede cambiar un mensaje.
    .formal = Lo leen su familia y las personas de la escuela que trabajan con usted, si pueden leer su plan. Después no se puede cambiar un mensaje.
talk-opened = Conversación que empezó { $name }, { $on }
talk-opened-you = Conversación que empezaste tú, { $on }
    .formal = Conversación que empezó usted, { $on }
talk-is-new = Nuevo
talk-older = Mensajes anteriores
talk-cut = Lo que la familia dice aquí no te aparece.
    .formal = Lo que la familia dice aquí no se le muestra a usted.
talk-close = Cerrar esta conversación
talk-reopen = Volver a abrir esta conversación
talk-closed-on = Esta conversación se cerró el { $on }. Quien la empezó puede volver a abrirla.
talk-closed-meanwhile = Esta conversación se cerró mientras escribías. Tus palabras siguen aquí. Puedes empezar otra conversación.
    .formal = Esta conversación se cerró mientras usted escribía. Sus palabras siguen aquí. Puede empezar otra conversación.
talk-not-yours-to-close = Solo quien empezó una conversación puede cerrarla o volver a abrirla.
talk-older-closed = Conversaciones anteriores
