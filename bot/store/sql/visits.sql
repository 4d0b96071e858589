-- name: known_until
-- Until when a reader is known.
SELECT until_at FROM visits WHERE platform = :platform AND workspace = :workspace AND "user" = :user

-- name: note
-- The reader was here.
INSERT INTO visits (platform, workspace, "user", channel, until_at)
VALUES (:platform, :workspace, :user, :channel, :until)
ON CONFLICT (platform, workspace, "user") DO UPDATE SET channel = excluded.channel, until_at = excluded.until_at

-- name: over
-- As whom nobody can come back.
SELECT platform, workspace, "user", channel FROM visits WHERE until_at <= :before ORDER BY until_at LIMIT :limit

-- name: done
-- Nothing of this reader is left.
DELETE FROM visits WHERE platform = :platform AND workspace = :workspace AND "user" = :user
