home-title = Today
home-greeting = Hello, { $name }
home-empty-title = Your next step will be here
home-empty = As soon as there is something for you to do or to answer, you will find it on this page.
home-empty-step = Read how Headway works
home-own = My plan
home-child = The plan of { $name }
home-students = My students
home-administrator = You look after Headway for your district. People, Audit and System at the top of the page are your rooms. Rosters come in and backups are made with the command headway on the server. Your work leads to no student’s plan, so you will see none here.

# What waits for whoever looks after the district.
duty-review = { $count ->
    [one] Review a plan that was opened in an emergency
   *[other] Review { $count } plans that were opened in an emergency
}
duty-backup = Make a backup
duty-roster = Load your roster
duty-roster-why = No roster has been loaded yet. The people here came without one, so nothing keeps them up to date.
duty-job = See why work in the background failed
duty-none = Nothing waits for you right now. A backup that is late or work that failed would be here.
duty-fast = { $name } opened the plans of many students in a short time
duty-fast-why = On { $on }. Ask them what for. If it was not them, have the account closed.
duty-fast-many = { $count } people opened the plans of many students in a short time

# What waits for whoever works with students.
work-letters = { $count ->
    [one] Answer a suggestion
   *[other] Answer { $count } suggestions
}
work-letters-why = They ask the school, and the answer is yours to give.
work-step = Do what you promised in { $name }’s plan
work-help = Say how the help went in { $name }’s plan
work-help-over = Its last day was { $on }. Say what comes next.
work-help-ends = Its last day is { $on }.
work-all = { $count ->
   *[other] Show all { $count }
}
work-nothing = Nothing waits for you right now. When you promise a step or extra help in a student’s plan, it shows up here a week before its day. So do suggestions that are yours to answer.
work-new = New messages
work-message = { $by } wrote in { $name }’s plan
work-message-own = { $by } wrote in their own plan
work-no-news = You have read everything. When somebody writes in the plan of a student of yours, it shows up here.
