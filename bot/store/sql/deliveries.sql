-- name: recent
-- The last deliveries of one subscription.
SELECT d.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM deliveries d JOIN channels c ON c.id = d.channel
WHERE d.subscription = :subscription ORDER BY d.id DESC LIMIT :n

-- name: by_id
-- One delivery.
SELECT d.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM deliveries d JOIN channels c ON c.id = d.channel
WHERE d.id = :delivery

-- name: parts
-- The parts of one delivery, in order.
SELECT * FROM parts WHERE delivery = :delivery ORDER BY ordinal

-- name: part
-- One part.
SELECT * FROM parts WHERE id = :part

-- name: uncertain
-- Parts of a channel that wait for a person to say whether they arrived.
SELECT p.* FROM parts p JOIN deliveries d ON d.id = p.delivery JOIN channels c ON c.id = d.channel
WHERE p.state = 'uncertain' AND p.stuck = 1
    AND c.platform = :platform AND c.workspace = :workspace AND c.channel = :place
ORDER BY p.id

-- name: counts
-- Deliveries by state, and the parts that a person should look at.
SELECT state, count(*) AS n FROM deliveries GROUP BY state
UNION ALL SELECT 'uncertain', count(*) FROM parts WHERE state = 'uncertain' AND finished = 0
UNION ALL SELECT 'dead', count(*) FROM parts WHERE state = 'dead'

-- name: oldest_unpaid
-- Since when somebody has been waiting.
SELECT min(slot) AS slot FROM deliveries WHERE state = 'open'

-- name: last_delivery
-- The highest id so far; the next ones follow it.
SELECT coalesce(max(id), 0) AS id FROM deliveries

-- name: last_part
-- The highest id so far; the next ones follow it.
SELECT coalesce(max(id), 0) AS id FROM parts

-- name: add_delivery
-- One slot's papers for one subscription.
INSERT INTO deliveries (id, subscription, channel, slot, local_date, languages, layout, role, remaining, first, state,
    deadline, try_at)
SELECT :id, s.id, s.channel, :slot, :local_date, :languages, :layout, :role, :remaining, :first, 'open', :deadline,
    :slot
FROM subscriptions s WHERE s.id = :subscription

-- name: add_payload
-- Stored once, however many channels get it.
INSERT INTO payloads (hash, body) VALUES (:hash, :body) ON CONFLICT (hash) DO NOTHING

-- name: add_part
-- One message of a delivery.
INSERT INTO parts (id, delivery, ordinal, papers, first_number, reply, state, key, payload)
VALUES (:id, :delivery, :ordinal, :papers, :first_number, :reply, 'pending', :key, :payload)

-- name: add_to_ledger
-- These papers go to this channel with this part, and never again.
INSERT INTO ledger (channel, paper, part) VALUES (:channel, :paper, :part)

-- name: channels_after
-- Where the deliveries that were just added go.
SELECT id, channel FROM deliveries WHERE id > :delivery
