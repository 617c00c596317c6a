system-title = System
system-lead = How Headway runs for your district. Nothing on this page is from a student’s plan.
system-now = Now
system-version = Version
system-up = Running for
system-engine = Database
system-place = Where it is kept
system-size = Size of the database
system-people = People
system-people-count = { $count ->
    [one] 1 person
   *[other] { $count } people
}
system-sessions = Signed in now
system-sessions-count = { $count ->
    [0] no browser
    [one] 1 browser
   *[other] { $count } browsers
}
system-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
system-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
system-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
system-number = { $count }
system-backup = Backup
system-backup-none = Headway knows of no backup yet.
system-backup-last = Last backup: { $when }, { $size }, in { $file }.
system-backup-when = Last backup: { $when }
system-backup-how = Run this on the server every night. Headway goes on working, the copy is tried before it gets its name, and this page then shows when it was made. Keep copies on another machine too.
system-backup-server = PostgreSQL is copied by its own tools, so Headway cannot know of those copies. Run this on the server every night, and try now and then to bring a copy back with pg_restore.
system-check-how = To see whether all that is kept is whole, and every plan the sum of its changes, run this on the server:
system-loads = Rosters
system-loads-none = No roster has been loaded yet. The people here came without one.
system-roster-load = A roster brings people, schools and classes, and keeps them up to date. Load one on the server:
system-roster-came = The last roster came on { $on }.
system-roster-new = { $count ->
    [0] It brought nobody new.
    [one] It brought 1 new person.
   *[other] It brought { $count } new people.
}
system-roster-changed = { $count ->
    [0] Nobody was changed.
    [one] 1 person was changed.
   *[other] { $count } people were changed.
}
system-roster-known = { $count ->
    [one] Headway knows 1 person.
   *[other] Headway knows { $count } people in all.
}
system-roster-old = It is { $days } days old: who came, left or changed classes since then is not known here. Load a new one on the server:
system-support = For support
system-support-lead = Names and numbers that help whoever looks for a fault.
system-earlier = What each of the last rosters changed
system-load-same = The roster of { $system } was loaded and changed nothing.
system-load-changed = The roster of { $system } was loaded.
system-load-table = What changed on { $when }
system-table = Table
system-added = Added
system-changed = Changed
system-rows = Rows
system-rows-more = more than { $count }
system-jobs = Work beside requests
system-jobs-none = Nothing waits and nothing was done lately.
system-job-queued = waits
system-job-running = is being done
system-job-done = is done
system-job-failed = was given up: { $why }
system-tables = What is kept
system-tables-lead = Rows of your district by table. Tables without rows are left out.
system-migrations = Changes of the tables
system-backup-cron = Put this line into the file /etc/cron.d/headway on the server. Make the user headway and the folder for the copies before, as the README says.
