### English. Every sentence that a reader sees; the code names it by its key: say(language, "key", value=…).
### The same keys with the same values stand in ko.ftl (tests/unit/test_locale.py). Plural forms: { $n -> [one] … *[other] … }.

### days of the week, as a value in a list

days-every = every day
days-weekdays = weekdays
days-weekend = weekends

