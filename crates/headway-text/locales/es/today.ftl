# Today: what is mine to do, what is new, when we meet.
today-mine = Lo que puedes hacer ahora
today-new = Novedades
today-meeting = Tu próxima reunión
today-step = Da este paso
today-goal = Cuenta cómo te fue con esta meta
today-confirm = Revisa si estas son tus palabras
today-stand = Di qué piensas de esta ayuda de la escuela
today-answer = Responde a la sugerencia de { $name }
today-answer-part = Responde a la sugerencia de { $name } para “{ $part }”
today-over = El día para esto era el { $on }. Todavía puedes hacerlo.
today-another-day = Elegir otro día
today-today = Hoy es el día.
today-due = Tienes hasta el { $on }.
today-waits = Te espera desde el { $on }.
today-any-day = No tiene fecha. Cualquier día es bueno.
today-nothing = Ahora mismo no hay nada que te espere. Cuando agregues un paso a una meta, aparecerá aquí.
today-nothing-family = Ahora mismo no hay nada en el plan de { $name } que te espere.
today-begin = Tu plan todavía está vacío. Ocho preguntas cortas te ayudan a empezar. Puedes saltarte cualquiera.
today-begin-step = Empezar con la primera pregunta
today-no-news = Nadie más ha cambiado nada últimamente.
today-answered = respondió a tu sugerencia: { $answer }
today-meeting-on = La reunión sobre este plan es el { $on }.
today-no-meeting = Todavía no hay fecha para una reunión sobre este plan. Si quieres hablar, pregúntale a alguien de la escuela.
today-my-plan = Abrir mi plan
today-plan-of = Abrir el plan de { $name }
today-rights-passed = Desde el { $on }, { $name } es mayor de edad y decide quién lee el plan. Tú sigues siendo su familia, y { $name } puede volver a darte permiso.
today-not-carried = Estás en la lista como familia de { $name }. Leer el plan no está entre tus derechos. En la oficina de la escuela te pueden decir por qué.
today-messages = { $count ->
    [one] 1 mensaje nuevo te espera
   *[other] { $count } mensajes nuevos te esperan
}
