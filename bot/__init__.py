"""Paperboy's service. It knows no platform; the platforms live in adapters/ and see only bot.platform.

The map, in the order to read it:

    model           the nouns: paper, digest, subscription, delivery, part
    prose view      text, and what the core wants said, already in the right language
    fitting addresses
                    what every renderer needs: posts split to fit, addresses that are safe
    platform archive
                    THE BORDER: what an adapter sees of the core, and the core of an adapter; what pages may read
    ingest/         documents to values: the digest page, the vault note, shown text
    store/          one SQLite file; one module for each noun, its SQL beside it
    importer/       sources into the store: identity, merging, renames, news and archive
    hangul likeness arxiv tags language words/ schedule tally
                    small and pure: typed Hangul, what is nearest, ids, tags, wording (locale/), typed lines, slots,
                    what is counted
    present/        papers and subscriptions as views
    commands/       the table COMMANDS and its handlers; dispatch(call) -> reply
    library         the archive, read without a reader: what pages and feeds show
    news messages plan
                    what is owed, how it becomes messages; due subscriptions -> deliveries and their parts
    deliver/        claim, send, record, retry, reconcile, correct
    memory clock server metrics
                    what adapters keep, a few timers, the web server that platforms may call, figures for Prometheus
    settings/ discretion logs platforms app intake
                    settings in, adapters made, parts out; sources while it runs
    health pulse heartbeat keeping doctor/
                    what hosting needs: whether it lives, what is connected, daily backups, what is wrong
    service cli/    the parts at work; the command line

Imports go down only, from `cli` to `model`; `make check` holds that.
"""

VERSION = "0.1.0"
