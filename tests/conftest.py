"""What all tests share."""

from hypothesis import settings

# Tests run in parallel on small machines, where a first call that loads a table may take long: time is no failure here.
settings.register_profile("paperboy", deadline=None)
settings.load_profile("paperboy")
