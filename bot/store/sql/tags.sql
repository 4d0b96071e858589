-- name: counts
-- Tags that papers have, most papers first.
SELECT slug, count FROM tags WHERE id > 0 AND count > 0 ORDER BY count DESC, slug

-- name: ahead
-- Tags that papers have whose digest is after a day, by digest.
SELECT p.digest, g.slug, COUNT(*) AS count
FROM papers AS p JOIN paper_tags AS t ON t.paper = p.id JOIN tags AS g ON g.id = t.tag
WHERE p.digest > :today AND g.slug <> '' GROUP BY p.digest, g.slug

-- name: last_tag
-- The highest id given so far.
SELECT MAX(id) AS tag FROM tags

-- name: add_tag
-- A tag that no paper had.
INSERT INTO tags (id, slug, count) VALUES (:tag, :slug, 0)

-- name: set_count
-- How many papers have a tag now.
UPDATE tags SET count = :count WHERE id = :tag

-- name: add_paper_tag
-- A paper has a tag; its number is the tag's count.
INSERT INTO paper_tags (tag, rank, paper, number) VALUES (:tag, :rank, :paper, :number)

-- name: move_paper_tag
-- The paper's rank changed.
UPDATE paper_tags SET rank = :rank WHERE tag = :tag AND rank = :old

-- name: drop_paper_tag
-- A paper lost a tag.
DELETE FROM paper_tags WHERE tag = :tag AND rank = :rank RETURNING number

-- name: fill_gap
-- The last number goes to the place that became free.
UPDATE paper_tags SET number = :number WHERE tag = :tag AND number = :last

-- name: tags_of
-- The tags of one paper.
SELECT tag, rank FROM paper_tags WHERE paper = :paper

-- name: some_papers
-- Papers by id, some at a time, to fold their tags anew.
SELECT id, rank, title, authors, abstract, ko, en, tags, links, arxiv_id, related, named
FROM papers WHERE id > :after ORDER BY id LIMIT :limit

-- name: count_of
-- How many papers have one tag.
SELECT count FROM tags WHERE id = :tag
