home-title = Hoy
home-greeting = Hola, { $name }
home-empty-title = Aquí estará tu próximo paso
home-empty = En cuanto haya algo que hacer o responder, lo encontrarás en esta página.
home-empty-step = Lee cómo funciona Headway
home-own = Mi plan
home-child = El plan de { $name }
home-students = Mis estudiantes
home-administrator = Tú cuidas Headway para tu distrito. Personas, Auditoría y Sistema, arriba en la página, son tus salas. Las listas de la escuela se cargan y las copias de seguridad se hacen con el comando headway en el servidor. Tu trabajo no lleva al plan de ningún estudiante, así que aquí no verás ninguno.

# Lo que espera a quien cuida el distrito.
duty-review = { $count ->
    [one] Revisa un plan que se abrió en una emergencia
   *[other] Revisa { $count } planes que se abrieron en una emergencia
}
duty-backup = Haz una copia de seguridad
duty-roster = Carga las listas de la escuela
duty-roster-why = Todavía no se ha cargado ninguna lista.
duty-job = Mira por qué falló un trabajo en segundo plano
duty-none = Ahora mismo no hay nada que te espere. Aquí verías una copia de seguridad atrasada o un trabajo que falló.
duty-fast = { $name } abrió los planes de muchos estudiantes en poco tiempo
duty-fast-why = El { $on }. Pregúntale para qué. Si no fue esa persona, pide que se cierre la cuenta.
duty-fast-many = { $count } personas abrieron los planes de muchos estudiantes en poco tiempo
