-- name: due
-- Active subscriptions of running platforms whose slot has come, in order, after the last one that was seen to.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE s.state = 'active' AND s.next_slot <= :now AND (s.next_slot, s.id) > (:after_slot, :after_id)
    AND c.platform IN (SELECT value FROM json_each(:platforms))
ORDER BY s.next_slot, s.id LIMIT :limit

-- name: unchanged
-- Of these subscriptions the rows as they are now, to see whether anybody touched them meanwhile.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE s.id IN (SELECT value FROM json_each(:ids))
