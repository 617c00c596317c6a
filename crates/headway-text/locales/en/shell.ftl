# What stands around every page.
app-name = Headway
skip-to-content = Skip to the main part
header-label = Top of the page
account-label = Language, letters and help
language-label = Language
help-link = Help
look-link = Letters and colors
fold-open = Menu
sign-in-link = Sign in
sign-out-button = Sign out
footer-label = About this page
footer-safety = If you or someone else is in danger, do not write it here. Talk to an adult you trust, or call 911.
footer-about = Headway keeps individual learning plans. Your school runs it on its own computers.

# Forms and messages.
form-problems = { $count ->
    [one] One thing needs another look
   *[other] { $count } things need another look
}
form-not-saved-title = Not saved yet
form-not-saved = This is what you typed. We kept it for you, but it is not saved. Read it again, then save it.
form-throw-away = I do not need this text any more
form-kept-at = At { $time } we kept what you typed. Only you see it.
form-kept-out = You are signed out, so this page can save nothing more. Your words are still here.
form-kept-way = Sign in in a new tab
form-unkept = We could not keep your words just now. They are still on this page.
form-required = Fill this in.
form-too-long = This is too long. Use at most { $most } characters.
form-needed = (needed)
form-needed-lead = You can leave empty whatever is not marked as needed.
form-optional = (you can leave this empty)
message-unchanged = Nothing was changed, so nothing was saved.
message-saved = Saved.
message-about = { $message } { $kind }: “{ $words }”
message-answered = { $message } Your answer to { $name }: { $answer }
message-open-again = It goes on.
message-taken-back = Your suggestion is taken back.
message-question = { $message } Your answer to “{ $part }”
message-sent = Saved. Your suggestion has been sent, and it stands below.
message-noted = Saved. Your note of the talk stands below.
message-stale = Somebody changed this just before you, so nothing was done. Look at it again.

# A suggestion, which reads like a letter.
letter-from = { $name } suggests
letter-from-you = Your suggestion
letter-reason = Why
letter-now = What it says now
letter-then = What it would say
letter-nothing-yet = Nothing yet
