-- name: latest
-- The newest digest that is not after a day.
SELECT MAX(digest) AS digest FROM papers WHERE digest <= :until

-- name: before
-- The newest digest before a day.
SELECT MAX(digest) AS digest FROM papers WHERE digest < :date

-- name: after
-- The oldest digest after a day.
SELECT MIN(digest) AS digest FROM papers WHERE digest > :date

-- name: on
-- The papers of a digest, in the curator's order.
SELECT id, title, authors, abstract, ko, en, tags, links, arxiv_id, related, named, digest, position, rank, news,
       published_at
FROM papers WHERE digest = :date ORDER BY rank DESC
