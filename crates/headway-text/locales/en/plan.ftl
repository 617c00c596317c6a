# The plan itself.
plan-title-you = My plan
plan-title = { $name }’s plan
plan-belongs-you = This plan is yours. Nobody changes your words but you.
plan-belongs = The words here belong to { $name }, and nobody else changes them. Everybody else can suggest.
plan-contents = Parts of this plan
plan-go-to = Go to a part of the plan
plan-part-empty = (still empty)
plan-up = Up to the list of parts
plan-gaps = Still empty. Suggest words for:
plan-back = Back to the plan
plan-history = All changes, and the plan on any day
plan-who-looked = Who looked at this plan
plan-letters = { $count ->
    [one] 1 suggestion waits for your answer
   *[other] { $count } suggestions wait for your answer
}
plan-suggestions = Suggestions so far
plan-later = For the next meeting
plan-somebody = Somebody
plan-you = You
plan-you-among = you
plan-by-policy = A rule of the school
plan-by-import = The school’s records
plan-typed-by-you = { $typist } typed this for you.
plan-you-typed = You typed this for { $name }.
plan-typed-by = { $typist } typed this for { $name }.
plan-provisional = { $name } has not checked these words yet.
plan-provisional-yours = You have not checked these words yet.
plan-provisional-changed = Somebody else changed this for you. Is it right?
plan-provisional-you = Somebody else typed this for you. Are these your words?
plan-taken-away = This text was taken out. The history says who did it and under which rule.
plan-seen-differently = I see this differently
plan-seen-differently-whole = I see this plan differently

# Its parts, in the student’s voice.
plan-aspect-strength = What I am good at
plan-aspect-interest = What I like
plan-aspect-value = What matters to me
plan-aspect-learn = How I learn best
plan-aspect-language = My languages
plan-aspect-need = What I need
plan-aspect-way = What gets in my way
plan-aspect-access = What I need to take part
plan-hopes = Where I want to go
plan-goals = My goals
plan-goals-empty = No goal is here yet. A goal is something you want to reach, in your own words.
plan-goals-empty-of = No goal is here yet. A goal is something that { $name } wants to reach, in { $name }’s own words.
plan-steps = My other steps
plan-wishes = Courses I would like, and things I have done
plan-school = What the school does for me
plan-others = What others see
plan-family = Words of my family
plan-notes = My notes
plan-reviews = Meetings about this plan
plan-steps-of-goal = Steps

# What an item says.
plan-kind-intervention = Extra help
plan-kind-support = Support
plan-kind-course = Course
plan-kind-experience = Something I did
plan-area-education = Learning after high school
plan-area-employment = Work
plan-area-living = My own life
plan-reach-short = This school year
plan-reach-long = After this school year
plan-sure = How sure I am
plan-not-sure = Not sure yet, and that is fine
plan-why-it-matters = Why it matters
plan-why = Why
plan-when = When
plan-measure = How we will know
plan-measure-number = { $target } { $unit }
plan-measure-count = { $target } { $unit } in { $days } days
plan-measure-from = { $aim } (at the start: { $now })
plan-measure-levels = Step by step: { $levels }. The aim: { $target }
plan-by-when = By
plan-standards = Learning standards
plan-iep-goal = Goal in the IEP (the plan for special education)
plan-who-does = Who does it
plan-due = By
plan-help-by = With
plan-dose = How much
plan-dose-is = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}, { $times ->
    [one] once a week
   *[other] { $times } times a week
}, { $group ->
    [one] one-to-one
   *[other] in a group of { $group }
}
plan-days = Dates
plan-between = { $from } to { $until }
plan-since = Since
plan-misses = Class time that I miss for this
plan-ensured-by = Who makes sure
plan-school-year = School year
plan-learned = What I learned
plan-agenda = To talk about
plan-people = Who
plan-outcome = What was said
plan-next-review = Next meeting
plan-seen-assessment = Seen in a test
plan-seen-class = Seen in class
plan-seen-activity = Seen outside class
plan-seen-observation = Somebody saw it

# Where it stands.
plan-stage-under-way = Started on { $on }
plan-stage-paused = On pause since { $on }
plan-stage-done = Done on { $on }
plan-stage-reached = Reached on { $on }
plan-stage-dropped = Stopped on { $on }
plan-stage-stopped = Stopped for now on { $on }
plan-stage-withdrawn = Taken back on { $on }
plan-said-yes = { $name } said yes on { $on }.
plan-said-yes-you = You said yes on { $on }.
plan-agreed = Agreed: { $names }
plan-agreed-you = You agreed.
plan-agreed-not-yet = Nobody has agreed to this yet. The school does it all the same. The student and the family can say what they think at any time.
plan-agreed-not-yet-you = Nobody has agreed to this yet. The school does it all the same, and you can say what you think.
plan-agreed-differently = Somebody sees this differently.
plan-agree-mine-yes = You said that you agree.
plan-agree-mine-suggested = You asked for this.
plan-agree-mine-differently = You said that you see it differently.
plan-agree-mine-not-yet = You said: not yet.
plan-agree-mine-before = You said what you think of it before it was changed.

# What can be done.
plan-edit = Change this
plan-suggest = Suggest another version
plan-add-goal = Add a goal
plan-suggest-goal = Suggest a goal
plan-add-step = Add a step
plan-add-own-step = Add something that I will do
plan-suggest-step = Suggest a step
plan-differ = I see this differently
plan-agree = Do you agree with this?
plan-agree-yes = I agree
plan-agree-not-yet = Not yet
plan-agree-differently = I see it differently
plan-differ-take-back = Take my words back
plan-step-done = Mark as done
plan-step-not-done = Not done after all
plan-goal-reached = I reached this
plan-goal-not-reached = Not reached after all
plan-let-go = Stop this goal for now
plan-take-up = Take it up again

# Why a reader at work sees it.
because-teaches = You see this because { $name } is in your class { $class }.
because-counselor = You see this because you are { $name }’s counselor.
because-case-manager = You see this because you are { $name }’s case manager.
because-interventionist = You see this because you work with { $name }.
because-supporter = You see this because { $name } chose you to help decide.
because-office = You see this because of your office.
because-log = The student and the family read everything that you write here. The student can see that you looked, and so can family members who have that right.

# Around the day on which the rights over the records become the student’s own.
passing-soon-you = From { $on } the rights over your school records are your own, and this plan is one of them. Your family then reads it only if you agree, or if the law gives them another reason.
passing-over-you = Since { $on } the rights over your school records are your own, and this plan is one of them. Your family reads it only if you agree, or if the law gives them another reason.
passing-soon-family = From { $on } the rights over the school records, this plan among them, are { $name }’s own. You then read the plan only if { $name } agrees. The school office knows what else the law allows.
passing-over-family = Since { $on } the rights over the school records are { $name }’s own. You read this plan because { $name } agreed, or because the law gives you another reason.
