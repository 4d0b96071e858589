-- name: open
-- Deliveries that are owed, by platform, and the slot of the oldest.
SELECT c.platform, COUNT(*) AS n, MIN(d.slot) AS slot
FROM deliveries AS d JOIN channels AS c ON c.id = d.channel
WHERE d.state = 'open' GROUP BY c.platform

-- name: over
-- How many ended how.
SELECT platform, state, count FROM deliveries_over

-- name: doubtful
-- Messages that may have arrived, by who finds out: the platform, or (stuck) a person. As the index has them.
SELECT c.platform, p.stuck, COUNT(*) AS n
FROM parts AS p JOIN deliveries AS d ON d.id = p.delivery JOIN channels AS c ON c.id = d.channel
WHERE p.state IN ('sending', 'uncertain') AND p.state = 'uncertain' AND p.finished = 0 GROUP BY c.platform, p.stuck

-- name: subscriptions
-- By platform and state.
SELECT c.platform, s.state, COUNT(*) AS n
FROM subscriptions AS s JOIN channels AS c ON c.id = s.channel GROUP BY c.platform, s.state

-- name: papers
-- How many the archive has.
SELECT count AS n FROM tags WHERE id = 0

-- name: sources
-- How the last import of each went.
SELECT last_at, summary FROM sources
