# Letters for a whole class or caseload.
letters-way = Letters for a class or a caseload
letters-title = Letters for a class or a caseload
letters-lead = A letter with a code for each student and each family member who has no account yet: all at once, one sheet each, in the language of whom it is for.
letters-search = Find a class or a caseload
letters-words = Title of the class, or name of the counselor or case manager
letters-all = Show all
letters-classes = Classes
letters-classes-none = No class of today fits. Classes come with the roster.
letters-caseloads = Caseloads
letters-caseloads-none = No caseload fits.
letters-students = { $count ->
    [one] 1 student
   *[other] { $count } students
}
letters-next = Next classes and caseloads
letters-first = Back to the first ones
letters-back = All classes and caseloads
letters-back-group = Back to the class or caseload
letters-of-class = Letters for the class { $name }
letters-of-caseload = Letters for the caseload of { $name }
letters-whom = For whom?
letters-both = Students and their families
letters-families = Families
letters-only-students = Students
letters-count = { $count ->
    [0] Nobody needs a letter
    [one] 1 person has no account
   *[other] { $count } people have no account
}
letters-nobody = Everybody here has an account, or cannot get one: the roster says so, or they may not see the plan.
letters-part = You can make { $count } letters at a time. Then come back here for the next ones.
letters-part-again = You can make { $count } letters anew at a time. The link above the letters brings you back here for the next ones.
letters-since = { $count ->
    [one] 1 of these letters was made since you began to make them anew. It stays as it is.
   *[other] { $count } of these letters were made since you began to make them anew. They stay as they are.
}
letters-names = Who they are
letters-family-of = family of { $student }
letters-has = has a letter
letters-rule-once = The codes are shown this once. Print the letters before you leave the page; nobody can look a code up later.
letters-rule-language = Each letter is in the language of whom it is for; where Headway does not have it, in English and Spanish. At the top it says with which student it goes home.
letters-rule-valid = A code works once and for 30 days.
letters-rule-earlier = Everybody who has a letter keeps it, and gets none now. If you make those anew too, the codes on the earlier letters no longer work.
letters-sheets-title = Letters to print
letters-once = { $count ->
    [one] 1 letter. Print it now: the code is shown this once.
   *[other] { $count } letters. Print them now: the codes are shown this once. Each begins a new sheet.
}
letters-by = To go home with { $student }
letters-said-made = These letters were made and shown before. Their codes cannot be shown again. If they are lost, make them anew.
letters-choice = { $whom }: { $count ->
    [0] everybody has a letter or an account
    [one] 1 person has neither account nor letter
   *[other] { $count } people have neither account nor letter
}
letters-choice-has = { $count ->
    [one] 1 has a letter
   *[other] { $count } have a letter
}
letters-make = Make the letters
letters-make-all = Make all letters anew, and let earlier codes end
letters-said-none = Nobody of those whom you chose needs a letter. None was made.
