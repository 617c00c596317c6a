# Broken glass: an hour’s sight of a plan, and its review.
glass-title = Open a plan in an emergency
glass-way = Open this plan for one hour, with an urgent reason
glass-lead = Use this when a student needs help now and the student is on none of your lists. You get the plan of one student to read, for one hour.
glass-lead-known = Use this when the student needs help now. You get this one plan to read, for one hour.
glass-danger = Is somebody in danger? Call for help first, and follow your school’s rules for child protection. Headway is not the place for such a report.
glass-rule-hour = The plan is open for { $minutes } minutes. You can read it. You cannot write in it or take a copy.
glass-rule-told = The student sees that you looked, when, and the reason that you give. So do family members who have the right to see who looked.
glass-rule-reviewed = The person who looks after the records reads your reason and decides whether it was right.
glass-rule-most = You can do this at most { $most } times a day.
glass-read-by = The student, the family and the person who looks after the records read the reason that you write here. If the words could put the student in danger, keep them general and talk to the person who looks after the records.
glass-names = First and last name of the student
glass-names-hint = As in the school’s records. Capital letters and accents do not matter.
glass-number = Student number
glass-number-hint = Give the number or the birth date, or both. There is no search here, so that nobody can look through names.
glass-number-or-born = Give the student number or the birth date.
glass-born = Birth date
glass-reason = Why do you need this plan now?
glass-reason-hint = Say what happened and what you hope to find. Use at least 20 characters.
glass-reason-short = Say a little more: use at least { $least } characters.
glass-password = Your password
glass-password-hint = Type it once more, so that we know that it is you.
glass-wrong-password = This is not your password. Try again.
glass-open = Open the plan for one hour
glass-nobody = With these words we cannot open a plan for you. Check the name, the number and the date. If they are right, this plan is not one that you can open in this way: call the person who looks after the records. Your reason is kept in the form.
glass-too-many = You have opened { $most } plans in this way today, and that is the most. Call the person who looks after the records.
glass-too-many-wrong = The words that you gave did not fit too often today. Call the person who looks after the records.
glass-banner = This plan is open to you until { $until }, because you gave an urgent reason. You can read it; you cannot write in it or take a copy. The student sees that you looked, when, and your reason, and so do family members who have that right. The person who looks after the records checks it.

reviews-title = Plans opened in an emergency
reviews-lead = A member of staff opened a plan of a student who is on none of their lists, and said why. Read the reason, ask the person where you need to, and say whether it was right.
reviews-open = To review, the oldest first
reviews-open-none = Nothing waits for you.
reviews-done = Reviewed
reviews-opened = opened the plan of
reviews-looks = { $count ->
    [0] looked at nothing
    [one] looked once
   *[other] looked { $count } times
}
reviews-review = Review what { $who } opened
reviews-back = All plans opened in an emergency
reviews-one-title = A plan opened in an emergency
reviews-reason = The reason that was given
reviews-found = What the review found
reviews-words = What did you find?
reviews-words-hint = Say whom you asked and what you think. The student reads the result, not these words.
reviews-what-follows = If you question it while the plan is still open, it closes at once.
reviews-approve = It was right
reviews-question = I question it
reviews-approved = Found right
reviews-questioned = Questioned
reviews-own = You opened this plan yourself, so somebody else reviews it.
reviews-before = Somebody reviewed this before you. Nothing was changed.

looked-glass-said = They gave an urgent reason: “{ $reason }”
looked-glass-open = Nobody has checked this reason yet.
looked-glass-approved = The person who looks after the records checked it on { $on } and found it right.
looked-glass-questioned = The person who looks after the records checked it on { $on } and questions it.
