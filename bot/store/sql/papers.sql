-- name: by_id
-- One paper; one that was united with another under its old id too.
SELECT id, title, authors, abstract, ko, en, tags, links, arxiv_id, related, named, digest, position, rank, news,
       published_at
FROM papers
WHERE id = COALESCE((SELECT paper FROM aliases WHERE alias = 'id:' || CAST(:paper AS TEXT)), :paper)

-- name: by_alias
-- The paper known by a key.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related, p.named, p.digest,
       p.position, p.rank, p.news, p.published_at
FROM aliases AS a JOIN papers AS p ON p.id = a.paper
WHERE a.alias = :alias

-- name: newest
-- Papers with a tag ('': all papers), newest first, between two ranks, and how many papers have it at all.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related, p.named, p.digest,
       p.position, p.rank, p.news, p.published_at, g.count
FROM tags AS g JOIN paper_tags AS t ON t.tag = g.id JOIN papers AS p ON p.id = t.paper
WHERE g.slug = :slug AND t.rank >= :floor AND t.rank < :ceiling
ORDER BY t.rank DESC LIMIT :limit

-- name: oldest
-- The same, oldest first.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related, p.named, p.digest,
       p.position, p.rank, p.news, p.published_at, g.count
FROM tags AS g JOIN paper_tags AS t ON t.tag = g.id JOIN papers AS p ON p.id = t.paper
WHERE g.slug = :slug AND t.rank >= :floor AND t.rank < :ceiling
ORDER BY t.rank LIMIT :limit

-- name: tag_called
-- A tag's id, and how many papers have it.
SELECT id, count FROM tags WHERE slug = :slug

-- name: news
-- What channels may be owed, oldest digest first, then the curator's order.
SELECT id, title, authors, abstract, ko, en, tags, links, arxiv_id, related, named, digest, position, rank, news,
       published_at
FROM papers
WHERE news = 'news' AND named = 1 AND withdrawn = 0 AND published_at > :since
ORDER BY digest, rank DESC

-- name: export
-- All papers by digest date, then position, which counts from 1 within each digest.
SELECT p.id, p.title, p.authors, p.abstract, p.ko, p.en, p.tags, p.links, p.arxiv_id, p.related, p.named, p.digest,
       p.place AS position, p.rank, p.news, p.published_at
FROM (SELECT papers.*, ROW_NUMBER() OVER (PARTITION BY digest ORDER BY rank DESC) AS place FROM papers) AS p
WHERE p.digest >= :since
  AND (CAST(:tag AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM paper_tags AS t WHERE t.tag = :tag AND t.rank = p.rank))
ORDER BY p.digest, p.rank DESC
