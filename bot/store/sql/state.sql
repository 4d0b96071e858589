-- name: recall
-- What the service remembers under a name.
SELECT value FROM state WHERE name = :name

-- name: recall_all
-- What the service remembers under names that begin so.
SELECT name, value FROM state WHERE substr(name, 1, length(:prefix)) = :prefix ORDER BY name

-- name: remember
-- Remembers it anew.
INSERT INTO state (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: remember_first
-- Remembers it, unless something is remembered already.
INSERT INTO state (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING

-- name: archive_changed
-- Tells every process that what it keeps in memory of the archive is old.
INSERT INTO state (name, value) VALUES ('archive', '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(state.value AS BIGINT) + 1 AS TEXT)

-- name: take_turn
-- Takes a turn that nobody has.
INSERT INTO turns (name, until_at) VALUES (:name, :until) ON CONFLICT (name) DO NOTHING

-- name: drop_turns
-- Turns that are over can be taken again.
DELETE FROM turns WHERE until_at <= :now
