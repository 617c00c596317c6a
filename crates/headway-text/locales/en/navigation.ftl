# The ways that stand on every page, by what the reader is here.
navigation-label = Pages
navigation-today = Today
navigation-plan = My plan
navigation-talk = Messages
navigation-looked = Who has looked
navigation-child = { $name }’s plan
navigation-students = Students
navigation-people = People
navigation-reviews = Reviews
navigation-audit = Audit
navigation-system = System
