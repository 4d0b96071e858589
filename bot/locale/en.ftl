### English. Every sentence that a reader sees; the code names it by its key: say(language, "key", value=…).
### The same keys with the same values stand in ko.ftl (tests/unit/test_locale.py). Plural forms: { $n -> [one] … *[other] … }.

### days of the week, as a value in a list

days-every = every day
days-weekdays = weekdays
days-weekend = weekends


### read: why a document was refused

refused-not-utf8 = This is not UTF-8 text. Save the file as UTF-8 and import it again.
refused-too-large = The file is larger than { $megabytes } MB.
refused-conflict = A git conflict marker stands here. Resolve the conflict and import the file again.
refused-empty = There is no paper in it.
refused-no-date = The page names no date. Put one in its first line, such as 2025-06-02, or give it with --date.
refused-bad-date = There is no such day: { $text }
refused-future-date = { $date } is more than seven days ahead. Wrong year?
refused-no-authors = A title needs a line with its authors in parentheses after it. Found instead: { $text }

### the database cannot be used (one line on stderr)

store-newer = The database { $path } is of version { $found }, and this Paperboy knows versions up to { $known }. Run the newer Paperboy that wrote it, or restore a backup.
store-not-a-database = { $path } is not a database. Name another file in PAPERBOY_DATABASE_URL, or move this one away.
store-not-ours = { $path } is a database of another program. Name another file in PAPERBOY_DATABASE_URL.
store-damaged = The database { $path } is damaged. Restore a backup; how stands in docs/operating.md.
store-read-only = The database { $path } cannot be written. Give this user the right to write the file and its folder.
store-cannot-open = The database { $path } cannot be opened: { $reason }.
store-full = The disk is full: { $path } could not be written. Nothing that was stored is lost; make room and try again.
store-locked = Another program keeps the database { $path } locked. Try again when it is done.
store-disk = The disk under { $path } reports an error: { $reason }. Look at the disk; nothing half written stays.
store-copy-damaged = The copy { $path } came out damaged and was not kept. Check the disks, then try again.
store-copy-exists = { $path } exists already. Name a file that does not exist yet.

### settings (after the name of the setting and a colon)

setting-language = «{ $value }» is not a language that Paperboy speaks. Right would be: ko or en.
setting-zone = «{ $value }» is no time zone. Right would be a name such as: { $nearest }.
setting-database = «{ $value }» is no address of a database that Paperboy can use. Right would be: sqlite:///data/paperboy.sqlite3 (four slashes for an absolute path).
setting-source = the folder { $path } is not there. Right would be folders that exist, separated by commas.
setting-tags = the file { $path } is not there. Right would be a file like bot/tags.toml.
setting-file = the file { $path } cannot be read as text. Right would be a readable file that holds the value.
setting-env-file = the file cannot be read. Right would be a text file in UTF-8 with lines such as PAPERBOY_LANGUAGE=ko.
setting-choice = not usable. Right would be: { $choices }.
setting-value = not usable. docs/operating.md says what would be right.

### the command line

cli-unexpected = That should not have happened: { $error }. With PAPERBOY_LOG_LEVEL=debug you see where; please report it.
cli-no-database = There is no database at { $path } yet. «paperboy run» makes one.
cli-no-file = There is no file or folder { $path }.
cli-format = There is no such format. Right would be: { $formats }.
cli-no-tag = No paper has the tag «{ $tag }». Nearest: { $nearest }.
cli-date = «{ $text }» is no date. Right would be a day such as 2025-06-02.
cli-language = «{ $text }» is not a language that Paperboy speaks. Right would be: ko or en.
cli-zone = «{ $text }» is no time zone. Nearest: { $nearest }.
cli-instant = «{ $text }» is no instant. Right would be: 2025-06-03T09:00+09:00.
cli-reading = Reading
import-counts = { $added } added, { $changed } changed, { $unchanged } unchanged, { $archived } archived, { $refused } refused
tick-posted = Posted to { $place }: { $papers ->
    [one] { $papers } paper
   *[other] { $papers } papers
}
tick-corrected = Corrected in { $place }: { $papers ->
    [one] { $papers } paper
   *[other] { $papers } papers
}
tick-nothing = Nothing is due.
status-subscriptions = Subscriptions: { $number }
status-active = { $place }: next post { $when }
status-paused = { $place }: paused ({ $why })
status-ended = { $place }: ended ({ $why })
status-deliveries = Deliveries: { $counts }
status-count-open = open
status-count-done = done
status-count-closed = closed
status-count-uncertain = uncertain messages
status-count-dead = failed messages
status-oldest = Oldest unpaid delivery: { $when }
status-all-paid = No delivery is unpaid.
status-import = Last import of { $source }: { $when } ({ $counts })
status-no-import = Nothing was imported yet.
config-stranger = { $name } is no setting of Paperboy. Perhaps you mean { $nearest }.
migrate-done = The database { $path } has schema version { $version }.
backup-done = Copied and checked: { $path } ({ $kib } KiB)
backup-no-folder = There is no folder { $path }.

### the terminal

console-welcome =
    Paperboy: machine-learning papers, picked and commented by a curator, in Korean and English.

    Type this first:   /paper tag:optimizer
    A daily post here: /subscribe 09:00
    Everything else:   /help

    A number in ‹ › is a button: type the number. Ctrl-D leaves.
console-no-button = There is no button { $number }.
intake-progress = Reading { $source }: { $done } of { $total } documents
intake-done = { $source }: { $counts }
