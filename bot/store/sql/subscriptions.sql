-- name: by_channel
-- The subscription of one channel.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE c.platform = :platform AND c.workspace = :workspace AND c.channel = :place

-- name: by_id
-- One subscription.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE s.id = :id

-- name: all
-- Every subscription, in the order in which they were made.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
ORDER BY s.id

-- name: by_maker
-- What one reader has subscribed to.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE c.platform = :platform AND s.made_in = :workspace AND s.made_by = :reader
ORDER BY s.id

-- name: of_workspace
-- The subscriptions of one workspace that are not ended.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE c.platform = :platform AND c.workspace = :workspace AND s.state <> 'ended'
ORDER BY s.id

-- name: ended_for
-- What ended in one workspace for one reason.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE c.platform = :platform AND c.workspace = :workspace AND s.state = 'ended' AND s.reason = :reason
ORDER BY s.id

-- name: remember_channel
-- The channel's row, made or brought up to date.
INSERT INTO channels (platform, workspace, channel, kind, name)
VALUES (:platform, :workspace, :place, :kind, :name)
ON CONFLICT (platform, workspace, channel) DO UPDATE
SET kind = excluded.kind, name = CASE WHEN excluded.name = '' THEN channels.name ELSE excluded.name END
RETURNING id

-- name: active
-- Active subscriptions, a batch after another.
SELECT s.*, c.platform, c.workspace, c.channel AS place, c.kind, c.name
FROM subscriptions s JOIN channels c ON c.id = s.channel
WHERE s.state = 'active' AND s.id > :after ORDER BY s.id LIMIT :limit

-- name: put
-- Makes the subscription of a channel or changes its terms; what it still owes as its first post stays owed.
INSERT INTO subscriptions (channel, time, zone, days, languages, wanted, excluded, layout, role, made_by, made_in,
    state, reason, since, next_slot, first, made_at)
VALUES (:channel, :time, :zone, :days, :languages, :wanted, :excluded, :layout, :role, :made_by, :made_in,
    'active', '', :since, :next_slot, :first, :now)
ON CONFLICT (channel) DO UPDATE
SET time = excluded.time, zone = excluded.zone, days = excluded.days, languages = excluded.languages,
    wanted = excluded.wanted, excluded = excluded.excluded, layout = excluded.layout, role = excluded.role,
    made_by = excluded.made_by, made_in = excluded.made_in, state = 'active', reason = '', since = excluded.since,
    next_slot = excluded.next_slot,
    first = CASE WHEN excluded.first <> '' AND subscriptions.first <> '' THEN subscriptions.first
        ELSE excluded.first END
RETURNING id

-- name: set_state
-- Active, paused or ended, and why.
UPDATE subscriptions
SET state = :state, reason = :reason, next_slot = :next_slot, since = coalesce(:since, since)
WHERE id = :id

-- name: advance
-- The slot has been seen to: when the next one comes, which one fired last, what of the first post is still owed.
UPDATE subscriptions SET next_slot = :next_slot, last_slot = :last_slot, first = :first WHERE id = :id

-- name: set_first
-- What of the first post is still owed, after a post by hand.
UPDATE subscriptions SET first = :first WHERE id = :id

-- name: notify
-- Who subscribed has to be told why this subscription stopped.
INSERT INTO notices (subscription, reason, key, made_at, try_at) VALUES (:id, :reason, :key, :now, :now)

-- name: unsaid
-- What was not said yet is out of date when the state changes again.
UPDATE notices SET state = 'dead' WHERE subscription = :id AND state = 'pending'

-- name: find_channel
-- The channel's row, if there is one.
SELECT id FROM channels WHERE platform = :platform AND workspace = :workspace AND channel = :place

-- name: move_channel
-- The platform gave the channel another id.
UPDATE channels SET platform = :platform, workspace = :workspace, channel = :place WHERE id = :id

-- name: move_ledger
-- Two channels turned out to be one: what either had is had.
INSERT INTO ledger (channel, paper, part) SELECT :into, paper, part FROM ledger WHERE channel = :id
ON CONFLICT (channel, paper) DO NOTHING

-- name: move_deliveries
-- Two channels turned out to be one: what is open goes to the one that stays.
UPDATE deliveries SET channel = :into WHERE channel = :id

-- name: move_subscription
-- The subscription follows its channel, unless the other one has its own.
UPDATE subscriptions SET channel = :into
WHERE channel = :id AND NOT EXISTS (SELECT 1 FROM subscriptions other WHERE other.channel = :into)
