-- name: open
-- Whom to tell now.
SELECT n.* FROM notices n JOIN subscriptions s ON s.id = n.subscription JOIN channels c ON c.id = s.channel
WHERE n.state IN ('pending', 'sending') AND n.try_at <= :now
    AND c.platform IN (SELECT value FROM json_each(:platforms))
ORDER BY n.try_at, n.id LIMIT :limit
