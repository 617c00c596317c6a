home-title = Today
home-greeting = Hello, { $name }
home-empty-title = Your next step will be here
home-empty = As soon as there is something for you to do or to answer, you will find it on this page.
home-empty-step = Read how Headway works
home-own = My plan
home-child = The plan of { $name }
home-students = My students
