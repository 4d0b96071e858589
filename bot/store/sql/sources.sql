-- name: imports
-- How the last import of each source went, the newest first.
SELECT name, last_at, summary FROM sources ORDER BY last_at DESC, id DESC
