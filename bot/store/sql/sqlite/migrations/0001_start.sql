-- The first schema. Ids are 64-bit; instants are UTC microseconds since 1970 (column names end in _at, or say slot,
-- since, deadline, until); dates are ISO text; a list is one item a line, unless it says JSON.

PRAGMA application_id = 1348628345;           -- connections.APPLICATION_ID

-- THE ARCHIVE ------------------------------------------------------------------------------------------------------

-- One row for each paper: what all its documents say, merged.
CREATE TABLE papers (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given again: buttons in old messages name it
    title        TEXT NOT NULL,
    authors      TEXT NOT NULL,               -- list
    abstract     TEXT NOT NULL,
    ko           TEXT NOT NULL,
    en           TEXT NOT NULL,
    tags         TEXT NOT NULL,               -- list of slugs, in the order written
    links        TEXT NOT NULL,               -- list
    arxiv_id     TEXT,
    related      TEXT NOT NULL,               -- list of note names as written; resolved when read
    named        INTEGER NOT NULL,            -- 0: neither link nor title line (a diary), never owed
    digest       TEXT NOT NULL,               -- the digest date
    position     INTEGER NOT NULL,            -- in the digest: a page's from 1, then notes (model.AFTER_PAGES)
    rank         INTEGER NOT NULL UNIQUE,     -- descending: newest digest first, then the curator's order
    news         TEXT NOT NULL CHECK (news IN ('news', 'archive')),
    published_at INTEGER NOT NULL,            -- when Paperboy learnt of it
    withdrawn    INTEGER NOT NULL DEFAULT 0   -- 1: its documents were deleted; not owed any more
);
CREATE INDEX papers_by_digest ON papers (digest, position);
CREATE INDEX papers_news ON papers (published_at) WHERE news = 'news';

-- Every key under which a paper is known: 'arxiv:2505.24275', 'title:gradpower…', and 'id:12' for a paper that was
-- united with this one.
CREATE TABLE aliases (
    alias TEXT PRIMARY KEY,
    paper INTEGER NOT NULL REFERENCES papers
) WITHOUT ROWID;
CREATE INDEX aliases_by_paper ON aliases (paper);

CREATE TABLE sources (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,            -- of the settings, else the resolved path or address; '' for lone files
    root     TEXT NOT NULL,                   -- resolved path or address
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,                -- of the last import that found anything to do
    summary  TEXT NOT NULL DEFAULT '{}',      -- JSON, of that import
    complete INTEGER NOT NULL DEFAULT 0       -- 0: its first import has not ended yet; what comes is archive
);

CREATE TABLE documents (
    id         INTEGER PRIMARY KEY,
    source     INTEGER NOT NULL REFERENCES sources,
    path       TEXT NOT NULL,                 -- within the source
    name       TEXT NOT NULL,                 -- file name without folder and .md, for related papers; NFC
    kind       TEXT NOT NULL CHECK (kind IN ('page', 'note')),
    hash       TEXT NOT NULL,
    size       INTEGER NOT NULL,
    touched_ns INTEGER NOT NULL,              -- the later of the file's times of change (content, metadata)
    arrived_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    first      INTEGER NOT NULL,              -- 1: came with the first import of its source
    says       INTEGER NOT NULL,              -- how many entries it has
    state      TEXT NOT NULL CHECK (state IN ('live', 'draft', 'deleted')),
    UNIQUE (source, path)
);
CREATE INDEX documents_by_hash ON documents (hash);
CREATE INDEX documents_by_name ON documents (name);

-- What each document says of each of its papers.
CREATE TABLE entries (
    document INTEGER NOT NULL REFERENCES documents,
    ordinal  INTEGER NOT NULL,
    paper    INTEGER NOT NULL REFERENCES papers,
    digest   TEXT,                            -- a page's date, a note's file date
    position INTEGER,                         -- a page's order within its date
    entry    TEXT NOT NULL,                   -- JSON of bot.model.Entry
    PRIMARY KEY (document, ordinal)
);
CREATE INDEX entries_by_paper ON entries (paper);
CREATE INDEX entries_of_pages ON entries (digest) WHERE position IS NOT NULL;

-- Tag 0 stands for «every paper», so that lists and random papers with and without a tag are one query.
CREATE TABLE tags (
    id    INTEGER PRIMARY KEY,
    slug  TEXT NOT NULL UNIQUE,
    count INTEGER NOT NULL DEFAULT 0
);
INSERT INTO tags (id, slug) VALUES (0, '');

-- `number` runs from 1 to the tag's count without gaps (a removed paper's number goes to the last one), so that a
-- random paper is one exact key.
CREATE TABLE paper_tags (
    tag    INTEGER NOT NULL REFERENCES tags,
    rank   INTEGER NOT NULL,
    paper  INTEGER NOT NULL REFERENCES papers,
    number INTEGER NOT NULL,
    PRIMARY KEY (tag, rank)
) WITHOUT ROWID;
CREATE INDEX paper_tags_by_paper ON paper_tags (paper);
CREATE UNIQUE INDEX paper_tags_by_number ON paper_tags (tag, number);

-- Search terms made by the application (bot/store/terms.py); the rowid is the paper's rank, so newest comes first. The
-- prefixes are those that many words share: without them FTS5 first gathers every paper that has any of these words.
CREATE TABLE search_terms (
    rank  INTEGER PRIMARY KEY,
    terms TEXT NOT NULL
);
CREATE VIRTUAL TABLE search USING fts5 (
    terms, content = 'search_terms', content_rowid = 'rank', prefix = '1 3 4 5',
    tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"
);
-- Bytes that one transaction of an import gathers before it writes them out: one piece to merge later, not many.
INSERT INTO search (search, rank) VALUES ('hashsize', 8000000);

-- WHO READS --------------------------------------------------------------------------------------------------------

CREATE TABLE readers (
    id        INTEGER PRIMARY KEY,
    platform  TEXT NOT NULL,
    workspace TEXT NOT NULL,
    user      TEXT NOT NULL,
    language  TEXT CHECK (language IN ('ko', 'en')),
    zone      TEXT,
    UNIQUE (platform, workspace, user)
);

CREATE TABLE saved (
    reader   INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    paper    INTEGER NOT NULL REFERENCES papers,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (reader, paper)
) WITHOUT ROWID;
CREATE INDEX saved_by_paper ON saved (paper);

-- Random papers that a reader has had under a filter, so that none comes twice before all have been seen.
CREATE TABLE seen (
    reader INTEGER NOT NULL REFERENCES readers ON DELETE CASCADE,
    filter TEXT NOT NULL,                     -- sorted slugs, joined by a space; '' for all
    paper  INTEGER NOT NULL REFERENCES papers,
    PRIMARY KEY (reader, filter, paper)
) WITHOUT ROWID;
CREATE INDEX seen_by_paper ON seen (paper);

-- WHERE IT GOES ----------------------------------------------------------------------------------------------------

CREATE TABLE channels (
    id        INTEGER PRIMARY KEY,
    platform  TEXT NOT NULL,
    workspace TEXT NOT NULL,
    channel   TEXT NOT NULL,                  -- the platform's id
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    UNIQUE (platform, workspace, channel)
);

CREATE TABLE subscriptions (
    id         INTEGER PRIMARY KEY,
    channel    INTEGER NOT NULL UNIQUE REFERENCES channels,
    time       TEXT NOT NULL,                 -- HH:MM
    zone       TEXT NOT NULL,
    days       INTEGER NOT NULL,              -- bit 0 is Monday
    languages  TEXT NOT NULL,                 -- ko, en, ko+en, en+ko
    wanted     TEXT NOT NULL,                 -- list of slugs
    excluded   TEXT NOT NULL,
    layout     TEXT NOT NULL,
    role       TEXT NOT NULL,
    made_by    TEXT NOT NULL,                 -- the platform's id of the user
    made_in    TEXT NOT NULL,                 -- that reader's workspace
    state      TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    reason     TEXT NOT NULL,                 -- a key of the catalogue
    since      INTEGER NOT NULL,
    next_slot  INTEGER,                       -- NULL unless active
    last_slot  INTEGER,                       -- the last one that fired
    first      TEXT NOT NULL,                 -- the digest that is owed however old: 'newest', a date, '' for none
    made_at    INTEGER NOT NULL
);
CREATE INDEX subscriptions_due ON subscriptions (next_slot) WHERE state = 'active';

-- Who subscribed has to be told of `reason`, once.
CREATE TABLE notices (
    id               INTEGER PRIMARY KEY,
    subscription     INTEGER NOT NULL REFERENCES subscriptions,
    reason           TEXT NOT NULL,
    key              TEXT NOT NULL UNIQUE,
    state            TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'dead')),
    made_at          INTEGER NOT NULL,
    try_at           INTEGER NOT NULL,        -- not before; while it is sent the end of the lease
    worker           TEXT NOT NULL DEFAULT '',
    attempts         INTEGER NOT NULL DEFAULT 0,
    first_attempt_at INTEGER,
    last_attempt_at  INTEGER
);
CREATE INDEX notices_open ON notices (try_at) WHERE state IN ('pending', 'sending');

CREATE TABLE deliveries (
    id           INTEGER PRIMARY KEY,
    subscription INTEGER NOT NULL REFERENCES subscriptions,
    channel      INTEGER NOT NULL REFERENCES channels,
    slot         INTEGER NOT NULL,
    local_date   TEXT,                        -- NULL when asked for by hand: then only the ledger guards
    languages    TEXT NOT NULL,
    layout       TEXT NOT NULL,
    role         TEXT NOT NULL,
    remaining    INTEGER NOT NULL,
    first        TEXT NOT NULL DEFAULT '',    -- the digest that it carries as a new subscription's first
    state        TEXT NOT NULL CHECK (state IN ('open', 'done', 'closed')),
    deadline     INTEGER NOT NULL,
    try_at       INTEGER NOT NULL,            -- not before; while it is leased the end of the lease
    attempts     INTEGER NOT NULL DEFAULT 0,
    worker       TEXT NOT NULL DEFAULT '',
    lease_until  INTEGER NOT NULL DEFAULT 0,
    error        TEXT NOT NULL DEFAULT '',
    UNIQUE (subscription, local_date)
);
CREATE INDEX deliveries_open ON deliveries (try_at) WHERE state = 'open';
CREATE INDEX deliveries_by_channel ON deliveries (channel, id);
CREATE INDEX deliveries_busy ON deliveries (channel) WHERE state = 'open';

CREATE TABLE payloads (
    hash TEXT PRIMARY KEY,
    body TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE parts (
    id               INTEGER PRIMARY KEY,
    delivery         INTEGER NOT NULL REFERENCES deliveries,
    ordinal          INTEGER NOT NULL,
    papers           TEXT NOT NULL,           -- JSON list of ids, in the order shown
    first_number     INTEGER NOT NULL,
    reply            INTEGER NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'uncertain', 'dead', 'closed')),
    key              TEXT NOT NULL UNIQUE,
    payload          TEXT NOT NULL,           -- hash; kept after the body is dropped, to see whether an edit is due
    plain            INTEGER NOT NULL DEFAULT 0,
    message          TEXT NOT NULL DEFAULT '',
    finished         INTEGER NOT NULL DEFAULT 0,   -- 0 while anything is left to do: the payload is needed
    worker           TEXT NOT NULL DEFAULT '',
    attempt          INTEGER NOT NULL DEFAULT 0,
    first_attempt_at INTEGER,
    last_attempt_at  INTEGER,
    sent_at          INTEGER,
    stuck            INTEGER NOT NULL DEFAULT 0,   -- 1: uncertain, and nobody can look; waits for a person
    stale            INTEGER NOT NULL DEFAULT 0,   -- grows when a paper in it is corrected: an edit may be due
    edit_at          INTEGER NOT NULL DEFAULT 0,   -- no edit before
    edits            INTEGER NOT NULL DEFAULT 0,   -- failed ones in a row
    error            TEXT NOT NULL DEFAULT '',
    UNIQUE (delivery, ordinal)
);
CREATE INDEX parts_unsent ON parts (payload) WHERE finished = 0;
CREATE INDEX parts_in_doubt ON parts (last_attempt_at) WHERE state IN ('sending', 'uncertain');
CREATE INDEX parts_stale ON parts (edit_at) WHERE stale > 0;
CREATE INDEX parts_sent ON parts (sent_at) WHERE state = 'sent';

-- Which paper went to which channel. Rows of sent, uncertain and dead parts stay for ever.
CREATE TABLE ledger (
    channel INTEGER NOT NULL REFERENCES channels,
    paper   INTEGER NOT NULL REFERENCES papers,
    part    INTEGER NOT NULL REFERENCES parts,
    PRIMARY KEY (channel, paper)
) WITHOUT ROWID;
CREATE INDEX ledger_by_paper ON ledger (paper);

-- Workspaces that removed the bot, until what is known of their people is erased (bot/store/removals.py).
CREATE TABLE removals (
    platform   TEXT NOT NULL,
    workspace  TEXT NOT NULL,
    removed_at INTEGER NOT NULL,
    PRIMARY KEY (platform, workspace)
) WITHOUT ROWID;

-- WHAT THE SERVICE REMEMBERS OF ITSELF -----------------------------------------------------------------------------

CREATE TABLE state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What only one process of many does, and only once until then.
CREATE TABLE turns (
    name     TEXT PRIMARY KEY,
    until_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX turns_over ON turns (until_at);
