# Today: what is mine to do, what is new, when we meet.
today-mine = What you can do now
today-new = What is new
today-meeting = Your next meeting
today-step = Take this step
today-goal = Say how this goal went
today-confirm = Check if these are your words
today-stand = Say what you think of this help from the school
today-answer = Answer the suggestion from { $name }
today-answer-part = Answer the suggestion from { $name } for “{ $part }”
today-over = The day for this was { $on }. You can still do it.
today-another-day = Choose another day
today-today = Today is the day for it.
today-due = You have until { $on }.
today-waits = It has been waiting for you since { $on }.
today-any-day = It has no date. Any day is good.
today-nothing = Nothing waits for you right now. When you add a step to a goal, it shows up here.
today-nothing-family = Nothing in { $name }’s plan waits for you right now.
today-begin = Your plan is still empty. Eight short questions help you begin. You can skip any of them.
today-begin-step = Start with the first question
today-no-news = Nobody else has changed anything lately.
today-answered = answered your suggestion: { $answer }
today-meeting-on = You meet about this plan on { $on }.
today-no-meeting = No meeting about this plan has a date yet. If you would like to talk, ask somebody at the school.
today-my-plan = Open my plan
today-plan-of = Open { $name }’s plan
today-rights-passed = Since { $on }, { $name } is an adult and decides who reads the plan. You are still family, and { $name } can let you in again.
today-not-carried = You are listed as { $name }’s family. Reading the plan is not among your rights. The school office can tell you why.
today-messages = { $count ->
    [one] 1 new message waits for you
   *[other] { $count } new messages wait for you
}
