students-title = Estudiantes
students-search = Buscar por nombre
students-find = Buscar
students-none = Todavía no hay nadie aquí. Ves a los estudiantes de tus clases y de tu lista de casos, y a tus propios hijos.
students-not-found = Ninguno de tus estudiantes tiene un nombre con “{ $words }”.
students-next = Siguientes estudiantes
students-waiting = { $count ->
    [one] 1 sugerencia sin respuesta
   *[other] { $count } sugerencias sin respuesta
}
students-empty-plan = Todavía no hay nada escrito
grade-numbered = Grado { $grade }
grade-kindergarten = Kínder
grade-early = Antes del kínder
grade-after = Después de la preparatoria (high school)
grade-none = Sin grado
