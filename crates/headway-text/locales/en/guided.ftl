# A plan begun with one question a page, and two days of a plan side by side.
guided-far = Question { $page } of { $count }
guided-goal = One goal
guided-step = One first step
guided-there = You wrote this before
guided-more = You can add more, or skip this question.
guided-save = Save and go on
guided-skip = Skip this question
guided-back = Back
guided-ways = Other ways to go on
guided-leave = Leave the questions. What you saved stays in your plan.
guided-done-title = You are done
guided-done-kept = { $answered ->
    [0] You skipped all { $count } questions. You can come back to them whenever you want.
   *[other] That was the last of { $count } questions. You answered { $answered }, and what you wrote is kept in your plan.
}
guided-done-change = You can change every answer, and add more, whenever you want.
guided-done-who = Your family and the people at school who work with you can read your plan. Only you can change your words.
guided-done-read = Read my plan
guided-start = Answer one question at a time

compare-title = What has changed between two days
compare-lead = From the end of { $from } to the end of { $to }:
compare-same = Nothing in the plan is different between the end of { $from } and the end of { $to }.
compare-from = From this day
compare-to = To this day
compare-show = Compare these days
compare-back = Back to the history
compare-link = Compare two days
compare-added = New
compare-changed = Changed
compare-taken-away = Taken away
compare-before = Before
compare-after = After
compare-stands = Where it stands
