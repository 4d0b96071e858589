-- name: meet
-- A reader who was never here.
INSERT INTO readers (platform, workspace, "user") VALUES (:platform, :workspace, :user)
ON CONFLICT (platform, workspace, "user") DO NOTHING

-- name: see
-- A reader has had a paper under a filter; the paper may have been united with another one meanwhile.
INSERT INTO seen (reader, filter, paper)
SELECT r.id, :filter, p.id FROM readers AS r, papers AS p
WHERE r.platform = :platform AND r.workspace = :workspace AND r."user" = :user
  AND p.id = COALESCE((SELECT paper FROM aliases WHERE alias = 'id:' || CAST(:paper AS TEXT)), :paper)
ON CONFLICT DO NOTHING

-- name: forget
-- All were had: from the start.
DELETE FROM seen
WHERE filter = :filter
  AND reader IN (SELECT id FROM readers WHERE platform = :platform AND workspace = :workspace AND "user" = :user)
