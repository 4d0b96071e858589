-- name: had
-- For each of these subscriptions the papers of these that its channel has had, as one list. As a range of the
-- ledger's key, which is 30 times faster than what SQLite makes of the list alone: hence the + and the CROSS JOIN.
SELECT s.id AS subscription, group_concat(l.paper) AS papers
FROM subscriptions s CROSS JOIN ledger l ON l.channel = s.channel
WHERE s.id IN (SELECT value FROM json_each(:subscriptions)) AND l.paper BETWEEN :low AND :high
    AND +l.paper IN (SELECT value FROM json_each(:papers))
GROUP BY s.id

-- name: had_in_channel
-- Which of these papers one channel has had.
SELECT l.paper FROM ledger l JOIN channels c ON c.id = l.channel
WHERE c.platform = :platform AND c.workspace = :workspace AND c.channel = :place
    AND l.paper IN (SELECT value FROM json_each(:papers))

-- name: dated
-- Which of these subscriptions have a scheduled delivery for which of these dates.
SELECT subscription, local_date FROM deliveries
WHERE subscription IN (SELECT value FROM json_each(:subscriptions))
    AND local_date IN (SELECT value FROM json_each(:dates))

-- name: mark_stale
-- Messages of the last weeks, and those to come, that show a paper whose text changed.
UPDATE parts SET stale = stale + 1, edit_at = 0, edits = 0
WHERE state NOT IN ('dead', 'closed') AND (sent_at IS NULL OR sent_at > :since)
    AND delivery IN (SELECT p.delivery FROM ledger l JOIN parts p ON p.id = l.part
        WHERE l.paper IN (SELECT value FROM json_each(:papers)))
    AND EXISTS (SELECT 1 FROM json_each(parts.papers) shown WHERE shown.value IN (SELECT value FROM json_each(:papers)))
