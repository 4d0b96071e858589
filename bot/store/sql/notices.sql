-- name: lease
-- For one worker until `until`.
UPDATE notices SET worker = :worker, try_at = :until WHERE id = :id AND try_at <= :now

-- name: begin
-- The request is about to leave.
UPDATE notices
SET state = 'sending', last_attempt_at = :now, attempts = attempts + 1,
    first_attempt_at = CASE WHEN :fresh = 1 OR first_attempt_at IS NULL THEN :now ELSE first_attempt_at END
WHERE id = :id AND worker = :worker AND try_at > :now AND state IN ('pending', 'sending')

-- name: end
-- Said, or given up.
UPDATE notices SET state = :state WHERE id = :id

-- name: later
-- Not before `try_at`; `pending` if it certainly did not arrive.
UPDATE notices SET state = :state, try_at = :try_at, worker = '' WHERE id = :id AND worker = :worker
