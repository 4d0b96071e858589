-- name: see
-- A reader has had papers (a JSON list) under a filter; one may have been united with another one meanwhile.
INSERT INTO seen (reader, filter, paper)
SELECT r.id, :filter, p.id
FROM readers AS r CROSS JOIN json_each(:papers) AS d CROSS JOIN papers AS p
WHERE r.platform = :platform AND r.workspace = :workspace AND r."user" = :user
  AND p.id = COALESCE((SELECT id FROM papers WHERE id = d.value),
                      (SELECT paper FROM aliases WHERE alias = 'id:' || d.value))
ON CONFLICT DO NOTHING
