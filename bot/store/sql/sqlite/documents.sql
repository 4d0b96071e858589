-- name: documents_at
-- Documents of a source by their paths or ids (JSON lists).
SELECT id, path, name, kind, hash, size, touched_ns, arrived_at, changed_at, first, says, state
FROM documents
WHERE source = :source
  AND (path IN (SELECT value FROM json_each(:paths)) OR id IN (SELECT value FROM json_each(:documents)))

-- name: papers_known_as
-- The papers behind keys (a JSON list).
SELECT alias, paper FROM aliases WHERE alias IN (SELECT value FROM json_each(:aliases))

-- name: papers_of_documents
-- The papers that these documents (a JSON list) speak of.
SELECT DISTINCT paper FROM entries WHERE document IN (SELECT value FROM json_each(:documents))

-- name: papers_of_pages
-- The papers that pages put under these dates (a JSON list).
SELECT DISTINCT paper FROM entries WHERE position IS NOT NULL AND digest IN (SELECT value FROM json_each(:dates))

-- name: holdings
-- Papers by id (a JSON list), as an import sees them.
SELECT id, title, authors, abstract, ko, en, tags, links, arxiv_id, related, named, digest, position, news,
       published_at, withdrawn, EXISTS (SELECT 1 FROM ledger WHERE ledger.paper = papers.id) AS posted
FROM papers
WHERE id IN (SELECT value FROM json_each(:papers))

-- name: statements
-- All that was said of these papers (a JSON list).
SELECT e.document, e.ordinal, e.paper, e.digest, e.position, e.entry, d.kind, d.first, d.changed_at,
       d.state = 'live' AS live
FROM entries AS e JOIN documents AS d ON d.id = e.document
WHERE e.paper IN (SELECT value FROM json_each(:papers))

-- name: said_by
-- What documents (a JSON list) say, to find a renamed one again.
SELECT document, entry FROM entries WHERE ordinal = 1 AND document IN (SELECT value FROM json_each(:documents))

-- name: last_paper
-- The highest id ever given to a paper.
SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'papers'), 0) AS paper
