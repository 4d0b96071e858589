-- name: newest_with
-- The newest digest with a paper that has a tag ('': any paper), none of others (a JSON list), and can be owed.
SELECT p.digest
FROM tags AS g JOIN paper_tags AS t ON t.tag = g.id JOIN papers AS p ON p.id = t.paper
WHERE g.slug = :slug AND t.rank < :ceiling AND p.named = 1 AND p.withdrawn = 0
  AND NOT EXISTS (SELECT 1 FROM tags AS o JOIN paper_tags AS x ON x.tag = o.id
                  WHERE o.slug IN (SELECT value FROM json_each(:excluded)) AND x.rank = t.rank)
ORDER BY t.rank DESC LIMIT 1

-- name: days
-- How many papers with a tag ('': all papers) each digest has, oldest first. A rank begins with its date's number.
SELECT t.rank >> 41 AS day, COUNT(*) AS count
FROM tags AS g JOIN paper_tags AS t ON t.tag = g.id
WHERE g.slug = :slug
GROUP BY day ORDER BY day
