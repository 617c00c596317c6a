sign-in-title = Sign in
sign-in-lead = Use the name and password that your school gave you.
sign-in-school = You are signing in to { $school }.
sign-in-name = Sign-in name
sign-in-name-hint = It may look like an email address.
sign-in-password = Password
sign-in-button = Sign in
sign-in-letter = I have a letter with a code
sign-in-trouble = If you cannot sign in, ask the school office for a new password.
sign-in-wrong = The name and the password do not go together. Check both and try again.
sign-in-ended = You were signed out because nothing happened for a while. Sign in to go on.
sign-in-ended-long = You were signed out because twelve hours had passed since you signed in. Sign in to go on.
sign-in-ended-over = You were signed out. Sign in to go on.
sign-in-draft-kept = You were signed out. We kept what you typed. Sign in to get it back, then save it.
sign-in-signed-out = You are signed out. Close this window if other people use this computer.
sign-in-old-page = This page was open for too long. Type your password once more.

pace-slow-down = You tried many times. Wait { $wait }, then try again.
pace-wait-seconds = { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}
pace-wait-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
