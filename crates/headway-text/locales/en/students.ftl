students-title = Students
students-search = Find a student by name
students-find = Find
students-show-all = Show all students
students-all = { $count ->
    [one] You see 1 student.
   *[other] You see { $count } students.
}
students-all-more = You see more than { $count } students.
students-match = { $count ->
    [0] No student of yours matches.
    [one] 1 student of yours matches.
   *[other] { $count } students of yours match.
}
students-match-more = More than { $count } students of yours match.
students-none = No student is here yet. You see the students of your classes and of your caseload, and your own children.
students-none-match = Try fewer words, or choose “All” in some of the filters.
students-pages = Pages of this list
students-previous = Students before these
students-next = Next students
students-filters = Filters and order
students-filter-all = All
students-filter-class = Class
students-filter-grade = Grade
students-filter-program = Program
students-filter-state = Plan
students-filter-order = Order
students-filter-caseload = Only my caseload
students-state-empty = Nothing written yet
students-state-written = Has a plan
students-state-waiting = A suggestion waits for an answer
students-state-quiet = No change for 60 days
students-order-name = By name
students-order-grade = By grade
students-order-change = Last change first
students-column-name = Name
students-column-grade = Grade
students-column-change = Last change
students-column-waits = What waits
students-mine = { $count ->
    [one] 1 suggestion waits for you
   *[other] { $count } suggestions wait for you
}
students-waiting = { $count ->
    [one] 1 suggestion waits for others
   *[other] { $count } suggestions wait for others
}
students-empty-plan = Nothing written yet
students-views = Your saved views
students-view-save = Save this view under a name
students-view-save-button = Save this view
students-view-name = What do you call this view?
students-view-name-hint = It keeps the filters and the order, and no name that you searched for. Only you see it.
students-view-remove = Remove
students-view-remove-named = Remove the view { $name }
students-view-too-many = You have 20 saved views. Remove one that you do not use, then save this one.
program-iep = Special education (IEP)
program-504 = Section 504
program-el = English learner
program-title-1 = Title I
program-gifted = Gifted
program-cte = Career and technical education
grade-numbered = Grade { $grade }
grade-kindergarten = Kindergarten
grade-early = Before kindergarten
grade-after = After high school
grade-none = No grade
students-glass = Somebody needs help now and is not here?
students-glass-way = Open a plan in an emergency
