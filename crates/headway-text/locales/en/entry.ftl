# Writing what a plan says: about me, hopes, wishes, what I have done, notes, what others see.
entry-title-course = A course I would like
entry-title-experience = Something I have done
entry-title-note = A note
entry-title-observation = What I see

entry-ask-strength = What are you good at?
entry-ask-interest = What do you like, or want to know more about?
entry-ask-value = What matters to you?
entry-ask-learning = How do you learn best?
entry-ask-language = Which language do you speak, read or sign?
entry-ask-need = What do you need?
entry-ask-in-my-way = What gets in your way?
entry-ask-access = What do you need so that you can take part?
entry-ask-hope = What do you want to do after school?
entry-ask-course = Which course would you like to take?
entry-ask-experience = What did you do?
entry-ask-note = What do you want to write down?
entry-ask-observation = What have you seen?

entry-hint-strength = Think of what others ask you to help with. Small things count.
entry-hint-interest = Anything counts: a game, an animal, a question that you keep thinking about.
entry-hint-value = Think of what you would stand up for, or what you would miss.
entry-hint-learning = Think of the last thing that you learned easily. What helped?
entry-hint-language = Say where you use it: at home, with friends, at school.
entry-hint-need = Say what would make school better for you.
entry-hint-in-my-way = It can be big or small. Others can only help with what they know.
entry-hint-access = For example: a seat in front, large letters, more time, your own device.
entry-hint-hope = You do not have to be sure. You can write down several hopes, and change them.
entry-hint-course = Write its name, or what you would like to learn in it.
entry-hint-experience = A club, a job, care for your family, a visit: what you do outside class counts.
entry-hint-note = Words that fit nowhere else. Everybody who can read the plan can read them.
entry-hint-observation = Write what you have seen yourself. It stands under “What others see”, with your name.

entry-add-strength = Add something I am good at
entry-add-interest = Add something I like
entry-add-value = Add something that matters to me
entry-add-learning = Add how I learn best
entry-add-language = Add a language
entry-add-need = Add something I need
entry-add-in-my-way = Add something that gets in my way
entry-add-access = Add what I need to take part
entry-add-hope = Add a hope
entry-add-course = Add a course
entry-add-experience = Add something I have done
entry-add-note = Add a note
entry-add-family = Add words of your own
entry-add-observation = Write what I see

entry-sees-strength = A strength
entry-sees-interest = An interest
entry-sees-value = Something that matters to the student
entry-sees-learning = How the student learns best
entry-sees-language = A language
entry-sees-need = A need
entry-sees-in-my-way = Something that gets in the way
entry-sees-access = What the student needs to take part

entry-area = Which part of life is it about?
entry-sure = I am quite sure
entry-no-year = I do not know yet
entry-from = When did it begin?
entry-until = When did it end?
entry-ends-before = This is before it began. Choose a later day, or leave it empty.
entry-learned = What did you learn?
entry-aspect = What is it about?
entry-choose = Choose one of these.
entry-new-lead = Use your own words. There is no wrong answer, and you can change it whenever you want.
entry-observation-lead = { $name } reads this at once. It stands beside { $name }’s own words and never in their place.
entry-save = Save
entry-confirm = Yes, these are my words
entry-confirm-right = Yes, it is right
entry-confirm-no = No, take this away

entry-suggest = Suggest words for “{ $part }”
entry-suggest-title = Suggest words for “{ $part }”
entry-suggest-words = What could { $name } say here?
entry-suggest-hint = Write it the way { $name } could say it.
