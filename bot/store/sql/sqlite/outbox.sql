-- name: claim
-- Deliveries that can be tried now, one for each channel, for one worker until `until`. In each channel the oldest
-- first, and none while another worker sends there.
UPDATE deliveries SET worker = :worker, lease_until = :until, try_at = :until
WHERE id IN (
    SELECT d.id FROM deliveries d JOIN channels c ON c.id = d.channel
    WHERE d.state = 'open' AND d.try_at <= :now AND d.lease_until <= :now
        AND c.platform IN (SELECT value FROM json_each(:platforms))
        AND NOT EXISTS (
            SELECT 1 FROM deliveries o
            WHERE o.channel = d.channel AND o.state = 'open' AND o.id <> d.id
                AND (o.lease_until > :now OR (o.id < d.id AND o.try_at <= :now)))
    ORDER BY d.try_at, d.id LIMIT :limit)
RETURNING id

-- name: claimed
-- The claimed deliveries with their channels.
SELECT d.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM deliveries d JOIN channels c ON c.id = d.channel
WHERE d.id IN (SELECT value FROM json_each(:ids)) ORDER BY d.id

-- name: claimed_parts
-- Their parts, in order.
SELECT * FROM parts WHERE delivery IN (SELECT value FROM json_each(:ids)) ORDER BY delivery, ordinal

-- name: claim_corrections
-- Messages whose papers changed, for one worker until `until`.
UPDATE parts SET edit_at = :until
WHERE id IN (
    SELECT p.id FROM parts p JOIN deliveries d ON d.id = p.delivery JOIN channels c ON c.id = d.channel
    WHERE p.stale > 0 AND p.edit_at <= :now AND p.state = 'sent' AND p.message <> '' AND p.sent_at > :since
        AND c.platform IN (SELECT value FROM json_each(:platforms))
    ORDER BY p.edit_at, p.id LIMIT :limit)
RETURNING id, delivery, edits

-- name: claimable
-- Is there anything to claim?
SELECT 1 FROM deliveries d JOIN channels c ON c.id = d.channel
WHERE d.state = 'open' AND d.try_at <= :now AND d.lease_until <= :now
    AND c.platform IN (SELECT value FROM json_each(:platforms))
LIMIT 1

-- name: corrections
-- Is there anything to correct?
SELECT 1 FROM parts p JOIN deliveries d ON d.id = p.delivery JOIN channels c ON c.id = d.channel
WHERE p.stale > 0 AND p.edit_at <= :now AND p.state = 'sent' AND p.message <> '' AND p.sent_at > :since
    AND c.platform IN (SELECT value FROM json_each(:platforms))
LIMIT 1
