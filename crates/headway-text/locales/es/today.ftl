# Today: what is mine to do, what is new, when we meet.
today-mine = Lo que puedes hacer ahora
    .formal = Lo que puede hacer ahora
today-new = Novedades
today-meeting = Tu próxima reunión
    .formal = La próxima reunión
today-step = Te toca este paso
    .formal = Le toca este paso
today-goal = Cuenta cómo te fue con esta meta
    .formal = Cuente cómo le fue con esta meta
today-confirm = Revisa si estas son tus palabras
    .formal = Revise si estas son sus palabras
today-stand = Di qué piensas de esta ayuda de la escuela
    .formal = Diga qué piensa de esta ayuda de la escuela
today-answer = Responde a la sugerencia de { $name }
    .formal = Responda a la sugerencia de { $name }
today-answer-part = Responde a la sugerencia de { $name } para “{ $part }”
    .formal = Responda a la sugerencia de { $name } para “{ $part }”
today-over = El día para esto era el { $on }. Todavía puedes hacerlo.
    .formal = El día para esto era el { $on }. Todavía puede hacerlo.
today-another-day = Elegir otro día
today-today = Hoy es el día.
today-due = Tienes hasta el { $on }.
    .formal = Tiene hasta el { $on }.
today-waits = Pendiente desde el { $on }.
today-any-day = No tiene fecha. Cualquier día es bueno.
today-nothing = Ahora mismo no hay nada pendiente. Cuando agregues un paso a una meta, aparecerá aquí.
    .formal = Ahora mismo no hay nada pendiente. Cuando agregue un paso a una meta, aparecerá aquí.
today-nothing-family = Ahora mismo no hay nada pendiente para usted en el plan de { $name }.
today-begin = Tu plan todavía está vacío. Ocho preguntas cortas te ayudan a empezar. Puedes saltarte cualquiera.
    .formal = Su plan todavía está vacío. Ocho preguntas cortas le ayudan a empezar. Puede saltarse cualquiera.
today-begin-step = Empezar con la primera pregunta
today-no-news = Nadie más ha cambiado nada últimamente.
today-answered = respondió a tu sugerencia: { $answer }
    .formal = respondió a su sugerencia: { $answer }
today-meeting-on = La reunión sobre este plan es el { $on }.
today-no-meeting = Todavía no hay fecha para una reunión sobre este plan. Si quieres hablar, pregúntale a alguien de la escuela.
    .formal = Todavía no hay fecha para una reunión sobre este plan. Si quiere hablar, pregúntele a alguien de la escuela.
today-my-plan = Abrir mi plan
today-plan-of = Abrir el plan de { $name }
today-rights-passed = Desde el { $on }, { $name } es mayor de edad y decide quién lee el plan. Usted sigue siendo de la familia, y { $name } puede volver a darle permiso.
today-not-carried = Usted está en la lista como familia de { $name }. Leer el plan no está entre sus derechos. En la oficina de la escuela le pueden decir por qué.
today-messages = { $count ->
    [one] Tienes 1 mensaje nuevo
   *[other] Tienes { $count } mensajes nuevos
}
    .formal = { $count ->
        [one] Tiene 1 mensaje nuevo
       *[other] Tiene { $count } mensajes nuevos
    }
