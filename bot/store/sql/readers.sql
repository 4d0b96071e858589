-- name: known
-- One reader's own settings, in a row for each saved paper; in one row where there is none.
SELECT r.language, r.zone, s.paper FROM readers AS r LEFT JOIN saved AS s ON s.reader = r.id
WHERE r.platform = :platform AND r.workspace = :workspace AND r."user" = :user

-- name: number
-- A reader's number.
SELECT id FROM readers WHERE platform = :platform AND workspace = :workspace AND "user" = :user

-- name: meet
-- Remembers that this reader was here, without any setting.
INSERT INTO readers (platform, workspace, "user") VALUES (:platform, :workspace, :user)
ON CONFLICT (platform, workspace, "user") DO NOTHING

-- name: set_language
-- The reader's own language; NULL follows the platform's again.
UPDATE readers SET language = :language WHERE platform = :platform AND workspace = :workspace AND "user" = :user

-- name: set_zone
-- The zone that the reader chose for daily papers to himself or herself.
UPDATE readers SET zone = :zone WHERE platform = :platform AND workspace = :workspace AND "user" = :user

-- name: save
-- Puts one paper on the reader's list, once.
INSERT INTO saved (reader, paper, saved_at) VALUES (:reader, :paper, :saved_at)
ON CONFLICT (reader, paper) DO NOTHING

-- name: unsave
-- Takes one paper off the reader's list.
DELETE FROM saved
WHERE paper = :paper
  AND reader IN (SELECT id FROM readers WHERE platform = :platform AND workspace = :workspace AND "user" = :user)

-- name: saved
-- One page of the list, saved last first; keyset by (saved_at, paper).
SELECT saved.paper, saved.saved_at FROM saved JOIN readers ON readers.id = saved.reader
WHERE readers.platform = :platform AND readers.workspace = :workspace AND readers."user" = :user
  AND (saved.saved_at, saved.paper) < (:saved_at, :paper)
ORDER BY saved.saved_at DESC, saved.paper DESC
LIMIT :limit

-- name: counts
-- How much is stored about the reader.
SELECT (SELECT COUNT(*) FROM saved WHERE reader = readers.id) AS saved,
       (SELECT COUNT(*) FROM seen WHERE reader = readers.id) AS seen
FROM readers WHERE platform = :platform AND workspace = :workspace AND "user" = :user

-- name: erase
-- Forgets the reader; saved and seen papers go with the row.
DELETE FROM readers WHERE platform = :platform AND workspace = :workspace AND "user" = :user

-- name: forget_maker
-- The channels' subscriptions stay, without the name of who made them.
UPDATE subscriptions SET made_by = ''
WHERE made_by = :user AND made_in = :workspace
  AND channel IN (SELECT id FROM channels WHERE platform = :platform)

-- name: forget_notices
-- What was still to be told to the reader of the channels' subscriptions; before forget_maker.
UPDATE notices SET state = 'dead'
WHERE state = 'pending' AND subscription IN (
    SELECT subscriptions.id FROM subscriptions JOIN channels ON channels.id = subscriptions.channel
    WHERE made_by = :user AND made_in = :workspace AND channels.platform = :platform
)
