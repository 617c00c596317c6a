students-title = Estudiantes
students-search = Buscar por nombre
students-find = Buscar
students-show-all = Mostrar a todos
students-all = { $count ->
    [one] Usted ve a 1 estudiante.
   *[other] Usted ve a { $count } estudiantes.
}
students-all-more = Usted ve a más de { $count } estudiantes.
students-match = { $count ->
    [0] Ninguno de sus estudiantes coincide.
    [one] 1 de sus estudiantes coincide.
   *[other] { $count } de sus estudiantes coinciden.
}
students-match-more = Más de { $count } de sus estudiantes coinciden.
students-none = Todavía no hay nadie aquí. Aquí se ven los estudiantes de sus clases y de su lista de casos, y sus propios hijos.
students-none-match = Pruebe con menos palabras, o elija “Todos” en algunos filtros.
students-pages = Páginas de esta lista
students-previous = Estudiantes anteriores
students-next = Siguientes estudiantes
students-filters = Filtros y orden
students-filter-all = Todos
students-filter-class = Clase
students-filter-grade = Grado
students-filter-program = Programa
students-filter-state = Plan
students-filter-order = Orden
students-filter-caseload = Solo mi lista de casos
students-state-empty = Todavía no hay nada escrito
students-state-written = Tiene un plan
students-state-waiting = Una sugerencia espera respuesta
students-state-quiet = Sin cambios desde hace 60 días
students-order-name = Por nombre
students-order-grade = Por grado
students-order-change = Primero el último cambio
students-column-name = Nombre
students-column-grade = Grado
students-column-change = Último cambio
students-column-waits = Qué espera
students-mine = { $count ->
    [one] 1 sugerencia espera su respuesta
   *[other] { $count } sugerencias esperan su respuesta
}
students-waiting = { $count ->
    [one] 1 sugerencia espera a otras personas
   *[other] { $count } sugerencias esperan a otras personas
}
students-empty-plan = Todavía no hay nada escrito
students-views = Sus vistas guardadas
students-view-save = Guardar esta vista con un nombre
students-view-save-button = Guardar esta vista
students-view-name = ¿Cómo llama a esta vista?
students-view-name-hint = Guarda los filtros y el orden, y ningún nombre que haya buscado. Solo usted la ve.
students-view-remove = Quitar
students-view-remove-named = Quitar la vista { $name }
students-view-too-many = Tiene 20 vistas guardadas. Quite una que no use y guarde esta después.
program-iep = Educación especial (IEP)
program-504 = Sección 504
program-el = Aprende inglés
program-title-1 = Título I
program-gifted = Altas capacidades
program-cte = Educación técnica y profesional
grade-numbered = Grado { $grade }
grade-kindergarten = Kínder
grade-early = Antes del kínder
grade-after = Después de la preparatoria (high school)
grade-none = Sin grado
students-glass = ¿Alguien necesita ayuda ahora y no está aquí?
students-glass-way = Abrir un plan en una emergencia
