# A letter to somebody who runs the system or keeps the records takes two administrators.
second-needed = This person runs the system or keeps the records, or did so in the last 30 days. Whoever has their letter can do what they can. So it takes two: you ask for the letter, and another administrator makes it within 7 days.
second-ask = Ask for a letter
second-waits = You asked for a letter. Another administrator can make it until { $until }. If there is no other one, whoever runs the server can set a password there.
second-agree = { $by } asks for a letter to this person. Talk with them first. If you agree, make it until { $until }. You then hand it over.
second-make = I agree: make the letter
second-take-back = Do not make this letter
second-own = Somebody asked for a letter to yourself. Another administrator makes it.
second-asked-by-you = You asked for this letter. Another administrator makes it. Nothing was made.
second-said-asked = You asked for the letter. Another administrator can make it within 7 days; it stands on their page People.
second-waiting = A letter waits for a second administrator. Open the person to agree or not:
second-did = Asking for an invitation
second-duty = Agree to a letter for { $name }, or not
second-duty-why = Another administrator asked for it. It can be made until { $until }.
second-one-hand = You or the one who asked let the other into Headway by a letter, so both accounts may belong to one person. Another administrator makes this letter. If there is no other one, whoever runs the server sets a new password for one of you there.
