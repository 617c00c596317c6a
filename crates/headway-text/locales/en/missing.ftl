# Who is not among the people, and how they come to be.
missing-title = Somebody is missing, or you need another administrator
missing-roster = A student, a teacher, other staff
missing-roster-how = They come with the roster. Enter them in the system that your roster comes from, then load a new roster on the server. The page System says how, and when the last one came.
missing-family = A family member whom the roster does not have
missing-family-how = A privacy officer enters them on the page Rights: open the student there, and enter a family link for somebody new. After that they are here.
missing-account = Somebody who is here and cannot sign in
missing-account-how = Open their page and make a letter with a code. For who forgot the password, make a new letter.
missing-administrator = Another administrator
missing-administrator-how = First they must be here, as staff of the roster, and be able to sign in. Whoever makes their letter has no part in what follows. One administrator asks on their page, under Offices, and a second one agrees within 7 days. Are you fewer than three? Then whoever runs the server gives the office with the command headway office.
missing-nobody = Nobody here can sign in any more
missing-nobody-how = Whoever runs the server sets a password there, for somebody by their number in the roster. It reads the password from the keyboard:
