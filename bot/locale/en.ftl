### English. Every sentence that a reader sees; the code names it by its key: say(language, "key", value=…).
### The same keys with the same values stand in ko.ftl (tests/unit/test_locale.py). Plural forms: { $n -> [one] … *[other] … }.

