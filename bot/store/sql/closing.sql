-- name: close_parts
-- What was not begun will not be sent.
UPDATE parts SET state = 'closed', finished = 1, error = :error WHERE delivery = :delivery AND state = 'pending'

-- name: give_first_back
-- A first post that did not go out is owed again.
UPDATE subscriptions
SET first = (SELECT d.first FROM deliveries d WHERE d.id = :delivery)
WHERE first = '' AND id = (SELECT d.subscription FROM deliveries d WHERE d.id = :delivery AND d.first <> '')
    AND EXISTS (SELECT 1 FROM parts p WHERE p.delivery = :delivery AND p.state = 'closed' AND p.reply = 0)

-- name: shorten
-- Nothing more is sent for it; who holds its lease may still record what became of a request.
UPDATE deliveries
SET deadline = CASE WHEN deadline < :now THEN deadline ELSE :now END,
    try_at = CASE WHEN lease_until > :now THEN try_at ELSE :now END,
    error = CASE WHEN :keep = 1 AND error <> '' THEN error ELSE :error END
WHERE id = :delivery AND state = 'open'

-- name: settle
-- A delivery is over when nothing is left to do but what waits for a person.
UPDATE deliveries
SET worker = '', lease_until = 0, state = CASE
    WHEN EXISTS (SELECT 1 FROM parts p WHERE p.delivery = deliveries.id AND p.state = 'closed') THEN 'closed'
    ELSE 'done' END
WHERE id = :delivery AND state = 'open'
    AND NOT EXISTS (SELECT 1 FROM parts p WHERE p.delivery = deliveries.id AND p.finished = 0 AND p.stuck = 0)

-- name: open_of_subscription
-- Deliveries of one subscription that are not over.
SELECT id FROM deliveries WHERE subscription = :subscription AND state = 'open'

-- name: overdue
-- Deliveries whose time is over and that nobody is sending.
SELECT id FROM deliveries WHERE state = 'open' AND deadline <= :now AND lease_until <= :now AND EXISTS (
    SELECT 1 FROM parts p WHERE p.delivery = deliveries.id AND p.state = 'pending')
LIMIT :limit

-- name: ahead
-- Deliveries that would wait longer than any back-off, or are leased for longer than any lease: the clock was ahead, and was put right.
SELECT id FROM deliveries WHERE state = 'open' AND (try_at > :wait OR lease_until > :lease) LIMIT :limit

-- name: from_the_future
-- Parts whose request left later than now: the clock was put back.
SELECT id, delivery FROM parts WHERE state IN ('sending', 'uncertain') AND last_attempt_at > :skew LIMIT :limit

-- name: restamp
-- No window that began before the clock was put back can be trusted; the request counts as of now.
UPDATE parts SET first_attempt_at = 0, last_attempt_at = :now WHERE id = :part

-- name: retry_unleased
-- Free to be claimed at once, unless somebody sends it.
UPDATE deliveries SET try_at = :now WHERE id = :delivery AND lease_until = 0

-- name: retry
-- Free to be claimed at once.
UPDATE deliveries SET try_at = :now, lease_until = 0 WHERE id = :delivery
