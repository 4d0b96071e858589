-- name: counts
-- How much is stored about one workspace.
SELECT
    (SELECT count(*) FROM readers WHERE platform = :platform AND workspace = :workspace) AS readers,
    (SELECT count(*) FROM saved JOIN readers r ON r.id = saved.reader
        WHERE r.platform = :platform AND r.workspace = :workspace) AS saved,
    (SELECT count(*) FROM seen JOIN readers r ON r.id = seen.reader
        WHERE r.platform = :platform AND r.workspace = :workspace) AS seen,
    (SELECT count(*) FROM parts p JOIN deliveries d ON d.id = p.delivery JOIN channels c ON c.id = d.channel
        WHERE c.platform = :platform AND c.workspace = :workspace AND p.message <> '') AS posts,
    (SELECT count(*) FROM state
        WHERE substr(name, 1, length('adapter:' || :platform || '-')) = 'adapter:' || :platform || '-'
            AND substr(name, -length('-' || :workspace)) = '-' || :workspace AND :workspace <> '') AS kept,
    (SELECT count(*) FROM removals WHERE platform = :platform AND workspace = :workspace) AS removed

-- name: channels
-- Its channels that are known by more than a hash, with what was subscribed there.
SELECT c.channel, c.kind, c.name, s.time, s.zone, s.state, s.made_by
FROM channels c LEFT JOIN subscriptions s ON s.channel = c.id
WHERE c.platform = :platform AND c.workspace = :workspace AND substr(c.channel, 1, 5) <> 'hash:'
ORDER BY c.id
