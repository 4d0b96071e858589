-- name: unite_ledger
-- What a channel had as either paper it has had as the one that stays.
UPDATE ledger SET paper = :kept WHERE paper = :lost
    AND NOT EXISTS (SELECT 1 FROM ledger other WHERE other.channel = ledger.channel AND other.paper = :kept)

-- name: forget_lost
-- Rows of channels that have had both.
DELETE FROM ledger WHERE paper = :lost

-- name: showing
-- Every message that shows a paper, the cards in the thread too.
SELECT p.id, p.papers FROM parts p
WHERE p.delivery IN (SELECT q.delivery FROM ledger l JOIN parts q ON q.id = l.part WHERE l.paper = :paper)

-- name: set_papers
-- What a part shows under the ids of now; its text may have changed.
UPDATE parts SET papers = :papers, stale = stale + 1 WHERE id = :part

-- name: had_as_both
-- Channels that the ledger has both papers for; what was begun first, then what nobody has seen yet.
SELECT l.channel, l.paper, p.delivery, p.state = 'pending' AND p.attempt = 0 AS unseen
FROM ledger l JOIN parts p ON p.id = l.part
WHERE l.paper IN (:kept, :lost) AND l.channel IN (
    SELECT a.channel FROM ledger a JOIN ledger b ON b.channel = a.channel WHERE a.paper = :kept AND b.paper = :lost)
ORDER BY l.channel, unseen, p.id

-- name: forget
-- One row.
DELETE FROM ledger WHERE channel = :channel AND paper = :paper

-- name: unseen_parts
-- Parts of a delivery that nobody has seen yet.
SELECT id, papers FROM parts WHERE delivery = :delivery AND state = 'pending' AND attempt = 0

-- name: close_empty
-- Nothing is left to show.
UPDATE parts SET state = 'closed', finished = 1 WHERE id = :part
