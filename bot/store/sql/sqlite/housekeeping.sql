-- name: nobody_said
-- Messages of which nobody said whether they arrived are not asked about any more. Their rows in the ledger stay: what
-- may have arrived never comes again by guess. States as the index has them.
UPDATE parts SET finished = 1, stuck = 0, error = :error
WHERE state IN ('sending', 'uncertain') AND state = 'uncertain' AND stuck = 1 AND last_attempt_at <= :before
RETURNING delivery

-- name: undated
-- The next draw since the last time, after a place, and how far so many draws reach from there.
WITH begin AS (
    SELECT reader AS from_reader, filter AS from_filter, paper AS from_paper FROM seen
    WHERE dated_at = 0 AND (reader, filter, paper) > (:reader, :filter, :paper)
    ORDER BY reader, filter, paper LIMIT 1),
reach AS (
    SELECT reader, filter, paper FROM seen WHERE (reader, filter, paper) >= (SELECT * FROM begin)
    ORDER BY reader, filter, paper LIMIT :many)
SELECT * FROM begin, reach ORDER BY reader DESC, filter DESC, paper DESC LIMIT 1

-- name: date_draws
-- Those among them that have no date.
UPDATE seen SET dated_at = :now
WHERE dated_at = 0 AND (reader, filter, paper) >= (:from_reader, :from_filter, :from_paper)
    AND (reader, filter, paper) <= (:reader, :filter, :paper)

-- name: old_draws
-- Filters under which a reader has drawn nothing for so long.
SELECT reader, filter FROM seen GROUP BY reader, filter HAVING max(dated_at) <= :before

-- name: forget_draws
-- The next draw starts anew.
DELETE FROM seen WHERE reader = :reader AND filter = :filter

-- name: forget_reader
-- Of whom nothing else is known.
DELETE FROM readers
WHERE id = :reader AND language IS NULL AND zone IS NULL
    AND NOT EXISTS (SELECT 1 FROM saved WHERE saved.reader = readers.id)
    AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.reader = readers.id)

-- name: forget_notices
-- Said, or given up, long ago.
DELETE FROM notices WHERE state IN ('sent', 'dead') AND made_at <= :before

-- name: forget_beats
-- Of platforms that are not served any more.
DELETE FROM state
WHERE substr(name, 1, 10) = 'heartbeat:' AND julianday(json_extract(value, '$.at')) <= julianday(:before)

-- name: forget_emptied
-- What an adapter has dropped: a token that was taken away, say.
DELETE FROM state WHERE substr(name, 1, 8) = 'adapter:' AND value = ''
