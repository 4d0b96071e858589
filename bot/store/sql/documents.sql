-- name: source_named
-- A source by its name, or by the folder that it is.
SELECT id, name, root, complete FROM sources WHERE name = :name OR root = :root ORDER BY name = :name DESC LIMIT 1

-- name: sources
-- All sources, to find the one that a lone file belongs to.
SELECT id, name, root, complete FROM sources

-- name: add_source
-- A source that is imported for the first time.
INSERT INTO sources (name, root, first_at, last_at) VALUES (:name, :root, :now, :now) RETURNING id

-- name: rename_source
-- The folder was moved, or got a name in the settings.
UPDATE sources SET name = :name, root = :root WHERE id = :source

-- name: finish_import
-- The import ended; the next one of this source is a later one.
UPDATE sources SET complete = 1, last_at = :now, summary = :summary WHERE id = :source

-- name: lone_files
-- Files that came alone, to hand them over to the source whose folder they lie in.
SELECT id, path FROM documents WHERE source = :source

-- name: adopt
-- Hands a lone file over to its folder's source.
UPDATE documents SET source = :source, path = :path WHERE id = :document

-- name: known_documents
-- Every document of a source, to see which files are new, changed or gone.
SELECT id, path, name, kind, hash, size, touched_ns, says, state FROM documents WHERE source = :source

-- name: touch
-- A file whose content is as it was, whatever its times say.
UPDATE documents SET size = :size, touched_ns = :touched_ns WHERE id = :document

-- name: last_ids
-- The highest ids given so far (of documents).
SELECT COALESCE(MAX(id), 0) AS document FROM documents

-- name: add_document
-- A document that was read for the first time.
INSERT INTO documents (id, source, path, name, kind, hash, size, touched_ns, arrived_at, changed_at, first, says, state)
VALUES (:id, :source, :path, :name, :kind, :hash, :size, :touched_ns, :arrived_at, :changed_at, :first, :says, :state)

-- name: change_document
-- A document that changed, moved, went or came back.
UPDATE documents
SET path = :path, name = :name, kind = :kind, hash = :hash, size = :size, touched_ns = :touched_ns,
    arrived_at = :arrived_at, changed_at = :changed_at, first = :first, says = :says, state = :state
WHERE id = :id

-- name: silence
-- Forgets what a document said, before it says something else.
DELETE FROM entries WHERE document = :document

-- name: add_entry
-- What a document says of a paper.
INSERT INTO entries (document, ordinal, paper, digest, position, entry)
VALUES (:document, :ordinal, :paper, :digest, :position, :entry)

-- name: add_paper
-- A paper that nothing was known of.
INSERT INTO papers (id, title, authors, abstract, ko, en, tags, links, arxiv_id, related, named, digest, position, rank,
                    news, published_at, withdrawn)
VALUES (:id, :title, :authors, :abstract, :ko, :en, :tags, :links, :arxiv_id, :related, :named, :digest, :position,
        :rank, :news, :published_at, :withdrawn)

-- name: change_paper
-- What all its documents say now.
UPDATE papers
SET title = :title, authors = :authors, abstract = :abstract, ko = :ko, en = :en, tags = :tags, links = :links,
    arxiv_id = :arxiv_id, related = :related, named = :named, digest = :digest, position = :position, rank = :rank,
    news = :news, published_at = :published_at, withdrawn = :withdrawn
WHERE id = :id

-- name: add_alias
-- A key under which a paper is known from now on.
INSERT INTO aliases (alias, paper) VALUES (:alias, :paper) ON CONFLICT (alias) DO NOTHING

-- name: unite_aliases
-- Everything that led to the lost paper leads to the kept one.
UPDATE aliases SET paper = :kept WHERE paper = :lost

-- name: unite_entries
-- What was said of the lost paper is said of the kept one.
UPDATE entries SET paper = :kept WHERE paper = :lost

-- name: unite_saved
-- Who saved the lost paper has saved the kept one.
INSERT INTO saved (reader, paper, saved_at)
SELECT reader, CAST(:kept AS BIGINT), saved_at FROM saved WHERE paper = :lost
ON CONFLICT (reader, paper) DO NOTHING

-- name: drop_saved
-- After unite_saved.
DELETE FROM saved WHERE paper = :lost

-- name: unite_seen
-- Who was shown the lost paper at random was shown the kept one.
INSERT INTO seen (reader, filter, paper)
SELECT reader, filter, CAST(:kept AS BIGINT) FROM seen WHERE paper = :lost
ON CONFLICT (reader, filter, paper) DO NOTHING

-- name: drop_seen
-- After unite_seen.
DELETE FROM seen WHERE paper = :lost

-- name: drop_paper
-- Last of all: nothing leads to it any more.
DELETE FROM papers WHERE id = :lost
