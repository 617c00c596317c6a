students-title = Students
students-search = Find a student by name
students-find = Find
students-none = No student is here yet. You see the students of your classes and of your caseload, and your own children.
students-not-found = No student of yours has a name with “{ $words }” in it.
students-next = Next students
students-waiting = { $count ->
    [one] 1 suggestion without an answer
   *[other] { $count } suggestions without an answer
}
students-empty-plan = Nothing written yet
grade-numbered = Grade { $grade }
grade-kindergarten = Kindergarten
grade-early = Before kindergarten
grade-after = After high school
grade-none = No grade
