-- name: meet
-- A reader who was never here.
INSERT INTO readers (platform, workspace, "user") VALUES (:platform, :workspace, :user)
ON CONFLICT (platform, workspace, "user") DO NOTHING

-- name: forget
-- All were had: from the start.
DELETE FROM seen
WHERE filter = :filter
  AND reader IN (SELECT id FROM readers WHERE platform = :platform AND workspace = :workspace AND "user" = :user)
