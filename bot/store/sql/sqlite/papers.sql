-- name: by_ids
-- Papers by id (a JSON list), in any order; a paper that was united with another one under its old id too.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related,
       p.named, p.digest, p.position, p.rank, p.news, p.published_at, w.value AS wanted
FROM json_each(:papers) AS w
JOIN papers AS p ON p.id = COALESCE((SELECT a.paper FROM aliases AS a WHERE a.alias = 'id:' || w.value), w.value)

-- name: search_newest
-- Papers that match an expression of terms, newest first, from a rank on.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related, p.named, p.digest,
       p.position, p.rank, p.news, p.published_at
FROM search AS s JOIN papers AS p ON p.rank = s.rowid
WHERE s.terms MATCH :match AND s.rowid >= :floor AND s.rowid < :ceiling
ORDER BY s.rowid DESC LIMIT :limit

-- name: search_oldest
-- The same, oldest first.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related, p.named, p.digest,
       p.position, p.rank, p.news, p.published_at
FROM search AS s JOIN papers AS p ON p.rank = s.rowid
WHERE s.terms MATCH :match AND s.rowid >= :floor AND s.rowid < :ceiling
ORDER BY s.rowid LIMIT :limit

-- name: words_beginning
-- The words of the search index between two.
SELECT term FROM search_words WHERE term >= :first AND term < :end LIMIT :limit

-- name: drawn
-- The papers with a tag ('': of all) that some dice (a JSON list) fell on, in their order, but those that a reader had
-- under a filter; at most so many. Dice so high that some papers would get one chance more than others find none. CROSS
-- JOIN keeps the order of the dice.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related, p.named, p.digest,
       p.position, p.rank, p.news, p.published_at
FROM tags AS g CROSS JOIN json_each(:dice) AS d CROSS JOIN paper_tags AS t CROSS JOIN papers AS p
WHERE g.slug = :slug AND d.value < :sides - :sides % g.count
  AND t.tag = g.id AND t.number = 1 + d.value % g.count AND p.id = t.paper
  AND NOT EXISTS (
    SELECT 1 FROM readers AS r JOIN seen AS s ON s.reader = r.id AND s.filter = :filter AND s.paper = t.paper
    WHERE r.platform = :platform AND r.workspace = :workspace AND r."user" = :user)
LIMIT :size

-- name: numbered
-- The first paper with one of some numbers of a tag (a JSON list) and with all of :n other tags (a JSON list) that a
-- reader has not had under a filter. CROSS JOIN keeps the order of the numbers.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related, p.named, p.digest,
       p.position, p.rank, p.news, p.published_at
FROM json_each(:numbers) AS d CROSS JOIN paper_tags AS t CROSS JOIN papers AS p
WHERE t.tag = :tag AND t.number = d.value AND p.id = t.paper
  AND NOT EXISTS (
    SELECT 1 FROM readers AS r JOIN seen AS s ON s.reader = r.id AND s.filter = :filter AND s.paper = t.paper
    WHERE r.platform = :platform AND r.workspace = :workspace AND r."user" = :user)
  AND t.paper NOT IN (SELECT value FROM json_each(:had))
  AND :n = (SELECT COUNT(*) FROM json_each(:others) AS o CROSS JOIN paper_tags AS x ON x.tag = o.value AND x.rank = t.rank)
LIMIT 1

-- name: unseen
-- The ids of all that are left.
SELECT t.paper
FROM paper_tags AS t
WHERE t.tag = :tag
  AND NOT EXISTS (
    SELECT 1 FROM readers AS r JOIN seen AS s ON s.reader = r.id AND s.filter = :filter AND s.paper = t.paper
    WHERE r.platform = :platform AND r.workspace = :workspace AND r."user" = :user)
  AND t.paper NOT IN (SELECT value FROM json_each(:had))
  AND :n = (SELECT COUNT(*) FROM json_each(:others) AS o CROSS JOIN paper_tags AS x ON x.tag = o.value AND x.rank = t.rank)

-- name: notes_called
-- The papers that notes of these names (a JSON list) speak of, or spoke of before they were renamed; the best last.
SELECT name, paper FROM (
    SELECT d.name, e.paper, CASE WHEN d.state = 'live' THEN 2 ELSE 1 END AS weight, d.id AS document
    FROM documents AS d JOIN entries AS e ON e.document = d.id
    WHERE d.name IN (SELECT value FROM json_each(:names)) AND d.kind = 'note'
    UNION ALL
    SELECT substr(a.alias, 6), a.paper, 0, 0 FROM aliases AS a
    WHERE a.alias IN (SELECT 'note:' || value FROM json_each(:names)))
ORDER BY weight, document DESC
