# What the records officer opens a plan for.
purpose-title = What do you need this plan for?
purpose-way = Say what you need this plan for
purpose-lead = You look after the records, so you can open a plan when you say what for. Your words open this one plan for { $minutes } minutes.
purpose-read-by = The student reads these words, and so do family members who have the right to see who looked.
purpose-words = I need this plan because …
purpose-words-hint = For example: a parent asked for a copy of the record. Use at least 20 characters.
purpose-open = Open the plan
purpose-because = You see this because you look after the records and said: “{ $words }”
looked-officer-said = They look after the school’s records and said: “{ $words }”
