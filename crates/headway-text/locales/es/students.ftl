students-title = Estudiantes
students-search = Buscar por nombre
students-find = Buscar
students-none = Todavía no hay nadie aquí. Usted ve a los estudiantes de sus clases y de su lista de casos, y a sus propios hijos.
students-not-found = Ningún estudiante suyo tiene un nombre con «{ $words }».
students-next = Siguientes estudiantes
students-waiting = { $count ->
    [one] 1 sugerencia espera
   *[other] { $count } sugerencias esperan
}
students-empty-plan = Todavía no hay nada escrito
grade-numbered = Grado { $grade }
grade-kindergarten = Kínder
grade-early = Antes del kínder
grade-after = Después de la escuela
grade-none = Sin grado
