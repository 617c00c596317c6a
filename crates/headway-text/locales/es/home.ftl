home-title = Hoy
home-greeting = Hola, { $name }
home-empty-title = Aquí estará tu próximo paso
    .formal = Aquí estará su próximo paso
home-empty = En cuanto haya algo que hacer o responder, lo encontrarás en esta página.
    .formal = En cuanto haya algo que hacer o responder, lo encontrará en esta página.
home-empty-step = Leer cómo funciona Headway
home-own = Mi plan
home-child = El plan de { $name }
home-students = Mis estudiantes
home-administrator = Usted cuida Headway para su distrito. Personas, Auditoría y Sistema, arriba en la página, son sus páginas. Las listas de la escuela se cargan y las copias de seguridad se hacen con el comando headway en el servidor. Su trabajo no lleva al plan de ningún estudiante, así que aquí no verá ninguno.

# Lo que espera a quien cuida el distrito.
duty-review = { $count ->
    [one] Revisar un plan que se abrió en una emergencia
   *[other] Revisar { $count } planes que se abrieron en una emergencia
}
duty-backup = Hacer una copia de seguridad
duty-roster = Cargar las listas de la escuela
duty-roster-why = Todavía no se ha cargado ninguna lista. Las personas que hay aquí llegaron sin ella, y nada las mantiene al día.
duty-job = Ver por qué falló un trabajo en segundo plano
duty-none = Ahora mismo no hay nada pendiente. Aquí vería una copia de seguridad atrasada o un trabajo que falló.
duty-fast = { $name } abrió los planes de muchos estudiantes en poco tiempo
duty-fast-why = El { $on }. Pregúntele para qué. Si no fue esa persona, pida que se cierre la cuenta.
duty-fast-many = { $count } personas abrieron los planes de muchos estudiantes en poco tiempo

# Lo que espera a quien trabaja con estudiantes.
work-letters = { $count ->
    [one] Responder una sugerencia
   *[other] Responder { $count } sugerencias
}
work-letters-why = Preguntan a la escuela, y la respuesta le toca a usted.
work-step = Hacer lo que prometió en el plan de { $name }
work-help = Decir cómo fue el apoyo en el plan de { $name }
work-help-over = Su último día fue el { $on }. Diga qué sigue.
work-help-ends = Su último día es el { $on }.
work-all = { $count ->
   *[other] Ver las { $count } tareas pendientes
}
work-nothing = Ahora mismo no hay nada pendiente. Cuando prometa un paso o un apoyo en el plan de un estudiante, aparecerá aquí una semana antes de su fecha. También las sugerencias que le toca responder.
work-new = Mensajes nuevos
work-message = { $by } escribió en el plan de { $name }
work-message-own = { $by } escribió en su propio plan
work-no-news = Ya leyó todo. Cuando alguien escriba en el plan de un estudiante suyo, aparecerá aquí.
