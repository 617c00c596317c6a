# A letter with a code, and the page on which it is used.
invite-page-title = A letter to print
invite-back = Back to the person
invite-once = Print this letter now. The code is shown this once; nobody can look it up later. The letter is in the language of the person; where Headway does not have it, in English and Spanish.
invite-how-to-print = To print, press Ctrl and P (on a Mac, ⌘ and P), or choose “Print” in the menu of your browser. It fits on A4 and on Letter.
invite-print = Print

invite-title = Your way into Headway at { $school }
invite-greeting = For { $name }
invite-what = { $school } keeps learning plans in Headway. With this letter you make an account of your own. It takes a few minutes, on a phone or on a computer.
invite-family-what = { $school } keeps learning plans in Headway. With this letter you make an account of your own, and there you see { $count ->
    [one] the plan of { $students }
   *[other] the plans of { $students }
}. It takes a few minutes, on a phone or on a computer.
invite-student-what = { $school } keeps learning plans in Headway. With this letter you make an account of your own, and there you find your plan. It takes a few minutes, on a phone or on a computer.
invite-step-open = Open this address in a browser: { $address }
invite-step-code = Type this code:
invite-step-choose = Choose a sign-in name and a password. From then on, sign in with these.
invite-until = The code works once, until { $day }.
invite-lost = Keep this letter as you keep a key. If it is lost, ask the school office for a new one: then the old code no longer works. If it is not meant for you, please give it back to the school.

welcome-title = Make your account
welcome-lead = You need the letter from your school.
welcome-code = The code on your letter
welcome-code-hint = Four groups of four. Capital or small letters, both are fine.
welcome-code-wrong = This code does not work. Look whether each sign is right. A code works once and for 30 days; if yours is older or was used, ask the school office for a new letter.
welcome-go-on = Go on
welcome-for = This account is for { $name }, { $school }.
welcome-not-you = Is that not you? Then stop here, and give the letter back to the school.
welcome-again = You have an account already. With this letter you choose a new sign-in name and password, and you are signed out everywhere else.
welcome-login = A name to sign in with
welcome-login-hint = Choose one that you will remember. It may be your email address.
welcome-login-taken = Somebody else signs in with this name. Choose another one.
welcome-password = A password
welcome-button = Make my account
welcome-trouble = No letter? Ask the school office for one. If you have an account already, sign in with it.
