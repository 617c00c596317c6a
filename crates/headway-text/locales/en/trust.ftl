# An office of trust, administrator or privacy officer, is given and ended by two administrators.
trust-ask = Ask for an office of trust
trust-ask-lead = Whoever runs the system or keeps the records is chosen by two administrators: you ask, another one agrees.
trust-way = Ask for: { $office }
trust-way-end = Ask to end: { $office }
trust-waiting-own = You asked; another administrator agrees or not. Open it to take it back:
trust-waiting = This waits for a second administrator. Open it to agree or not:
trust-waits-give = Give to { $name }: { $office }
trust-waits-end = Take from { $name }: { $office }
trust-of-a-school = Your office of an administrator is for one school. The pages People, Audit and System belong to the whole district. Ask an administrator of the district if you need them.

trust-title-give = Ask for an office: { $office }
trust-title-end = Ask to end an office: { $office }
trust-title-asked-give = Give an office: { $office }
trust-title-asked-end = End an office: { $office }
trust-lead-give = It is for { $name }.
trust-lead-end = It is about the office of { $name }.
trust-lead-two = An office of trust takes two administrators. You ask, and another one agrees within 7 days.
trust-lead-alone = An office of trust takes two administrators, and there is nobody now who could agree. Make a second administrator first: whoever runs the server does that there with the command headway office. Once they can sign in, ask here.
trust-asked-by = { $by } asked for this on { $on }. Talk with them first. You can agree until { $until }.
trust-asked-own = You asked for this on { $on }. Another administrator can agree until { $until }. If there is no other one, whoever runs the server can do it there with the command headway office.
trust-from-hint = It begins on this day, or on the day on which somebody agrees if that is later.
trust-until-hint = Leave it empty if the office has no end yet.

trust-effects = What will happen
trust-effect-not-yet = Nothing changes before another administrator agrees.
trust-effect-give-blank = If one does, { $name } holds this office for the whole district: { $office }. It begins on your first day, and not before somebody agrees.
trust-effect-give = { $name } holds this office for the whole district, { $place }, from { $from } on: { $office }.
trust-effect-give-until = { $name } holds this office for the whole district, { $place }, from { $from } until { $until }: { $office }.
trust-effect-administrator = An administrator sees everybody’s name, account and offices, makes letters, closes accounts, and reads the audit: with students’ names in what concerns accounts, never in what concerns a plan. This office opens no plan.
trust-effect-privacy-officer = A privacy officer reads every student’s plan after saying what for, sees and changes family links, consents and court orders, reads the audit with names, and takes out who looked at whom.
trust-effect-letter = There is a letter for them that nobody has used. Its code will stop working.
trust-effect-letters = Any letter that was made for them and not used by then will stop working.
trust-effect-no-account = They have no account yet. Once they hold the office, a letter to them takes two administrators as well.
trust-effect-let-in = They opened their account on { $on } with a letter that { $by } made. Ask them in person whether the account is theirs.
trust-effect-audit = The audit keeps who asked and who agreed.
trust-effect-end = { $name } no longer holds this office from the day on which another administrator agrees: { $office }. Its pages close to them at once.
trust-effect-end-say = { $name } cannot stop it here. Talk with them.
trust-effect-end-others = Their account and their other offices stay as they are.
trust-effect-end-letters = For 30 more days a letter to them takes two administrators.

trust-ask-give = Ask another administrator
trust-ask-end = Ask another administrator to end it
trust-agree-give = I agree: give this office
trust-agree-end = I agree: end this office
trust-decline = I do not agree
trust-take-back = Take back what I asked

trust-said-asked = You asked. Nothing has changed yet: another administrator can agree within 7 days. It stands at the top of their page People.
trust-said-recalled = It no longer waits. Nothing was changed.
trust-refused-last-officer = Nobody else would keep the records any more. First give another person the office of a privacy officer, and make sure that they can sign in.
trust-refused-takes-two = This office takes two administrators. Choose it under “Ask for an office of trust”. Nothing was given.
trust-refused-no-second = Nobody else could agree, so nothing was asked. Make a second administrator first: whoever runs the server does that there with the command headway office. Once they can sign in, ask here.
trust-refused-not-staff = An office of trust is for somebody who works for the district and has an account. Nothing was asked. First give them the office that they work in, and a letter to sign in.
trust-refused-whole = This office is for the whole district, and not for a part of it. Choose the district. Nothing was asked.
trust-refused-held = They hold this office already on some of these days. Nothing was changed.
trust-refused-days = The last day is over before the office could begin. Nothing was changed.
trust-refused-waits = An administrator asked already for this office of this person. Open what waits at the top of the page People, and agree or not, before you ask anew.
trust-refused-over = This no longer waits: a week is over, or it was done, taken back or changed since. Nothing was changed now. Look at the offices of this person and ask again if it is still needed.
trust-refused-own-asking = You asked for this. Another administrator agrees. Nothing was changed.
trust-refused-about-you = This is about your own office. Other administrators decide it.
trust-refused-one-hand = You or the one who asked let the other into Headway by a letter, so both accounts may belong to one person. Another administrator agrees. If there is no other one, whoever runs the server sets a new password for one of you there.

trust-did-ask-give = Asking to give an office
trust-did-ask-end = Asking to end an office
trust-did-recall = Taking back or refusing an office
trust-noted-from = { $office }, { $days }
trust-duty-why = Another administrator asked for it. You can agree until { $until }.

# What others wrote down about who keeps the records, and what is kept from them because of it.
trust-order-effect = { $name } keeps the records. An order, or being family, takes the records of { $student } out of their office too. If there is a third privacy officer who keeps these records, they are told of it.
trust-order-effect-administrator = { $name } runs the system. If there is another privacy officer who keeps these records, they are told of the order.
trust-duty-keeper = { $by } wrote down a court order or a family link about { $who }
trust-duty-keepers = { $by } wrote down a court order or a family link about { $who }, the newest of { $count }
trust-duty-keeper-why = { $who } keeps the records. From { $on }, and for as long as it holds, those of that student are not theirs to keep. Look whether that is right.
trust-duty-administrator-why = { $who } runs the system. Its first day is { $on }. Look whether that is right.
trust-audit-kept-away = { $count ->
    [one] 1 event in the audit is about a student whose records are not yours to keep: of your own family, or because of an order. It stands here without a name, and no search by name finds it. Another privacy officer can read it.
   *[other] { $count } events in the audit are about students whose records are not yours to keep: of your own family, or because of an order. They stand here without a name, and no search by name finds them. Another privacy officer can read them.
}
trust-export-left-out = { $count ->
    [one] 1 row of these days is left out: the records are not yours to keep, because of your own family or an order. Another privacy officer can take it out.
   *[other] { $count } rows of these days are left out: the records are not yours to keep, because of your own family or an order. Another privacy officer can take them out.
}
trust-export-hidden = { $count ->
    [one] In the whole log, 1 row is not yours to keep, because of your own family or an order. It is left out of every file. Another privacy officer can take it out.
   *[other] In the whole log, { $count } rows are not yours to keep, because of your own family or an order. They are left out of every file. Another privacy officer can take them out.
}
trust-export-told = { $count ->
    [one] 1 row was left out.
   *[other] { $count } rows were left out.
}
