# Writing a goal.
goal-new-title = A new goal
goal-new-lead = Say it the way you would say it to a friend. You can change it whenever you want.
goal-edit-title = Change this goal
goal-edit-lead = The earlier version stays in the history. Nothing is lost.
goal-edit-reached-lead = This goal is marked as reached, and it stays so. For something new to reach, add a goal.
goal-statement = What do you want to reach?
goal-statement-hint = Write one goal at a time.
goal-why = Why does it matter to you?
goal-done = What will be true when you get there?
goal-done-hint = For example: my name is on the team list.
goal-or-number = Or give a number that can be counted:
goal-unit = What do we count?
goal-unit-hint = For example: finished pages.
goal-unit-missing = Say what the number counts.
goal-baseline = Where you are now
goal-target = Where you want to be
goal-one-measure = Choose one: what will be true, or a number.
goal-measure-kept = The way we will know stays as it is.
goal-by = By when?
goal-reach = When is it for?
goal-save = Save this goal
goal-stop-title = Stop this goal for now
goal-stop-over-title = This goal has ended
goal-stop-lead = The goal stays in the plan, and you can start it again whenever you want.
goal-stop-why = Why do you stop it?
goal-stop-why-hint = For example: something else matters more now. Everybody who can read the plan can read this.

# Writing a step.
step-new-title = A new step
step-new-own-title = Something that I will do
step-own-lead = This is a step that you do yourself. { $name } reads it at once. For something that { $name } could do, suggest a step.
step-edit-title = Change this step
step-for-goal = This step is for the goal:
step-what = What will you do?
step-what-hint = Small enough to begin this week.
step-due = By when?
step-save = Save this step

# Suggesting.
suggest-title = Suggest another version
suggest-new-title = Suggest a goal
suggest-step-title = Suggest a step
suggest-step-what = What could { $name } do?
suggest-lead = { $name } decides. Nothing changes before { $name } says yes.
suggest-statement = What could the goal be?
suggest-why = Why could it matter to { $name }?
suggest-done = What will be true when { $name } gets there?
suggest-baseline = Where things stand now
suggest-target = What to aim for
suggest-reason = Why do you suggest this?
suggest-reason-hint = Write it like a letter. It is read with your suggestion.
suggest-save = Send this suggestion

# Seeing it differently.
differ-title = I see this differently
differ-lead = Your words will stand beside this, wherever it is shown. You can take them back later.
differ-words = How do you see it?
differ-words-hint = Everybody who can read the plan can read this.
differ-save = Save my words
agree-title = What do you think of this?
agree-lead = The school does this for { $name }. Nobody has to agree. What you say stands beside it, and you can change it later.
agree-lead-you = The school does this for you. You do not have to agree. What you say stands beside it, and you can change it later.
agree-words = Why, in your words
agree-words-hint = Everybody who can read the plan can read this.

# Forms of the plan.
form-cancel = Go back without saving
form-read-by = The student and the family will read what you write here.
away-title = Written by mistake?
away-lead = You can take this away. It leaves the plan, and the history keeps it.
away-done = Taken away: “{ $words }”. The history keeps it.
away-back-open = Put it back, as not done yet
away-back = Put it back
away-button = Take this away
form-not-a-date = This is not a date. Write it like 2026-12-31.
form-date-too-far = Choose a year from 1900 to 2200.
form-date-past = This day is over. Choose a later day, or leave it empty.
form-not-a-number = Write a number such as 12 or 3.5.
form-unstorable = There is a character in this text that we cannot keep. Type the text again.
both-now = What it says now
both-yours = What you wrote
both-how = Your words are in the form below. Change them as you like, then save. Then your version stands, and the other one stays in the history.

# Why something was not done.
refused-stale = Somebody changed this while you were writing. Nothing of yours is lost. Look at both texts and decide.
refused-settled = This was answered already.
refused-withdrawn = This was taken back, so it cannot be changed now.
refused-other = This could not be saved. Look at the plan again and try once more.
refused-not-yours = This belongs to somebody else, so only they can do this. You can suggest a change to them.
refused-leader = School leaders see names, counts and reasons. The words of a plan are for the people who work with the student.
refused-family = Your rights in this plan do not include this. Ask the school office if you think that they should.
refused-student = Only somebody else can do this in your plan.
refused-not-carried = You know this student, but your work with the student does not include this.
refused-no-contact = A court order does not let you do this. You can still read the plan.
refused-rights-passed = Since { $on } the student is an adult and decides who reads the plan. The student can let you in.
refused-purpose = First say in words what you need this plan for.
refused-sign-in-again = Sign in again first. This needs a fresh sign-in.
refused-too-many = You have done this too often today.
refused-own-family = This is about you or your own family. Somebody else must do it.
