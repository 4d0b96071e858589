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
