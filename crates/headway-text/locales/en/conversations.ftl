# Conversations on a plan. Everybody who may read the plan reads them.
talk-title = Messages
talk-link-new = Messages: { $count } new
talk-about-this = Talk about this
talk-new-title = Start a conversation
talk-open = Start a conversation
talk-back = Back to the messages
talk-empty-title = No conversation yet
talk-empty = Here people talk about the plan: a question, some news, an idea. Anyone who works with the plan can start.
talk-empty-read = Nobody has started a conversation about this plan yet.
talk-going-on = Open
talk-closed-list = Closed
talk-about = About: { $item }
talk-item = What it is about
talk-same = People talk about this already
talk-new = { $count ->
    [one] 1 new message
   *[other] { $count } new messages
}
talk-count = { $count ->
    [one] 1 message
   *[other] { $count } messages
}
talk-subject = What do you want to talk about?
talk-subject-hint = A few words are enough.
talk-words = Your message
talk-send = Send
talk-sent = Sent.
talk-read-by = { $name } always reads this. So do the family and the staff who may read the plan. A message cannot be changed later.
talk-read-by-you = The staff who work with you and your family read this, if they may read your plan. A message cannot be changed later.
talk-opened = Started by { $name }, { $on }
talk-opened-you = You started this, { $on }
talk-is-new = New
talk-older = Earlier messages
talk-cut = You do not see what the family says here.
talk-close = Close this conversation
talk-reopen = Open this conversation again
talk-closed-on = This conversation was closed on { $on }. Whoever started it can open it again.
talk-closed-meanwhile = This conversation was closed while you were writing. Your words are kept here. You can start a new conversation.
talk-not-yours-to-close = Only the person who started a conversation can close it or open it again.
talk-older-closed = Earlier conversations
