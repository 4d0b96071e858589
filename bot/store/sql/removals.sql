-- name: note
-- The workspace removed the bot; the first time counts.
INSERT INTO removals (platform, workspace, removed_at) VALUES (:platform, :workspace, :now)
ON CONFLICT (platform, workspace) DO NOTHING

-- name: noted
-- Whether the workspace removed the bot and is not erased yet.
SELECT 1 FROM removals WHERE platform = :platform AND workspace = :workspace

-- name: before
-- Workspaces that removed the bot so long ago.
SELECT platform, workspace, removed_at FROM removals WHERE removed_at <= :until

-- name: back
-- What shows that somebody there uses the bot again.
SELECT 1 FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE c.platform = :platform AND c.workspace = :workspace AND s.state <> 'ended'
UNION ALL
SELECT 1 FROM saved JOIN readers r ON r.id = saved.reader
WHERE r.platform = :platform AND r.workspace = :workspace AND saved.saved_at > :removed_at

-- name: done
-- Nothing more is to be erased there.
DELETE FROM removals WHERE platform = :platform AND workspace = :workspace

-- name: forget_readers
-- With what they saved and have seen.
DELETE FROM readers WHERE platform = :platform AND workspace = :workspace

-- name: forget_makers
-- The names of those who subscribed.
UPDATE subscriptions SET made_by = '', role = ''
WHERE made_in = :workspace AND channel IN (SELECT id FROM channels WHERE platform = :platform)

-- name: forget_notices
-- Nobody there can be told any more, and nobody is told of what was there; before forget_makers.
UPDATE notices SET state = 'dead'
WHERE state IN ('pending', 'sending') AND subscription IN (
    SELECT s.id FROM subscriptions s JOIN channels c ON c.id = s.channel
    WHERE c.platform = :platform AND :workspace IN (s.made_in, c.workspace))

-- name: subscriptions
-- What was subscribed in one workspace.
SELECT s.id FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE c.platform = :platform AND c.workspace = :workspace

-- name: end_subscriptions
-- Over, and nothing is left of what was chosen there but when it came.
UPDATE subscriptions
SET state = 'ended', reason = '', next_slot = NULL, made_by = '', role = '', wanted = '', excluded = '', first = ''
WHERE channel IN (SELECT id FROM channels WHERE platform = :platform AND workspace = :workspace)

-- name: forget_messages
-- Where the messages stand.
UPDATE parts SET message = ''
WHERE message <> '' AND delivery IN (
    SELECT d.id FROM deliveries d JOIN channels c ON c.id = d.channel
    WHERE c.platform = :platform AND c.workspace = :workspace)

-- name: forget_place
-- What the platform's adapter remembers of one channel, which its name stands in.
DELETE FROM state
WHERE substr(name, 1, length('adapter:' || :platform || ':')) = 'adapter:' || :platform || ':'
    AND instr(name, ':' || :place || ':') > 0

-- name: forget_messages_there
-- Where the messages of one channel stand.
UPDATE parts SET message = '' WHERE message <> '' AND delivery IN (SELECT id FROM deliveries WHERE channel = :id)

-- name: place
-- One channel.
SELECT id FROM channels WHERE platform = :platform AND workspace = :workspace AND channel = :place

-- name: forget_roles
-- Whom the posts notified.
UPDATE deliveries SET role = ''
WHERE role <> '' AND channel IN (SELECT id FROM channels WHERE platform = :platform AND workspace = :workspace)

-- name: forget_memory
-- Tokens, and what else the platform's adapter remembers under a name that ends with the workspace.
DELETE FROM state
WHERE substr(name, 1, length('adapter:' || :platform || '-')) = 'adapter:' || :platform || '-'
    AND substr(name, -length('-' || :workspace)) = '-' || :workspace AND :workspace <> ''

-- name: channels
-- The channels of one workspace.
SELECT id, channel FROM channels WHERE platform = :platform AND workspace = :workspace

-- name: hide_channel
-- The ledger goes on by a hash, by which the channel is known should it come back.
UPDATE channels SET channel = :hash, name = '' WHERE id = :id

-- name: recognise
-- A channel whose workspace had removed the bot is back: what it had, it had.
UPDATE channels SET channel = :place
WHERE platform = :platform AND workspace = :workspace AND channel = :hash AND NOT EXISTS (
    SELECT 1 FROM channels other
    WHERE other.platform = :platform AND other.workspace = :workspace AND other.channel = :place)
