-- Readers whom a platform knows only for a while, by a cookie say, and until when (bot/store/visits.py).
CREATE TABLE visits (
    platform  TEXT NOT NULL,
    workspace TEXT NOT NULL,
    user      TEXT NOT NULL,
    channel   TEXT NOT NULL,                  -- the reader's own
    until_at  INTEGER NOT NULL,
    PRIMARY KEY (platform, workspace, user)
) WITHOUT ROWID;
CREATE INDEX visits_over ON visits (until_at);

-- Whoever was on the page to try it before has a month from now on: until when the cookies last nobody wrote down.
INSERT INTO visits (platform, workspace, user, channel, until_at)
SELECT 'web', '', user, 'dm-' || user, (CAST(strftime('%s', 'now') AS INTEGER) + 30 * 24 * 3600) * 1000000
FROM (
    SELECT user FROM readers WHERE platform = 'web'
    UNION SELECT s.made_by FROM subscriptions AS s JOIN channels AS c ON c.id = s.channel
        WHERE c.platform = 'web' AND s.made_by <> ''
    UNION SELECT substr(name, 21, 16) FROM state WHERE substr(name, 1, 20) = 'adapter:web:room:dm-');
