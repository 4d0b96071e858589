-- name: tags_called
-- Tags by slug (a JSON list), and «every paper».
SELECT id, slug, count FROM tags WHERE id = 0 OR slug IN (SELECT value FROM json_each(:slugs))

-- name: tags_of_many
-- The tags of papers (a JSON list).
SELECT tag, rank, paper FROM paper_tags WHERE paper IN (SELECT value FROM json_each(:papers))

-- name: terms_at
-- What stands in the search index at these ranks (a JSON list).
SELECT rank, terms FROM search_terms WHERE rank IN (SELECT value FROM json_each(:ranks))

-- name: unsearch
-- Takes a paper out of the index, which has to be told what stood there (FTS5, external content).
INSERT INTO search (search, rowid, terms) SELECT 'delete', rank, terms FROM search_terms WHERE rank = :rank

-- name: drop_terms
-- After unsearch.
DELETE FROM search_terms WHERE rank = :rank

-- name: add_terms
-- The content of the index.
INSERT INTO search_terms (rank, terms) VALUES (:rank, :terms)

-- name: search
-- Into the index (a JSON list of ranks), after add_terms. One statement for all: each one would ask Python for its
-- lock again, which reads the next documents meanwhile.
INSERT INTO search (rowid, terms)
SELECT rank, terms FROM search_terms WHERE rank IN (SELECT value FROM json_each(:ranks)) ORDER BY rank
