-- name: interrupted
-- A part found in the midst of a request by a later claim: it may have arrived.
UPDATE parts SET state = 'uncertain' WHERE delivery = :delivery AND state = 'sending'

-- name: begin
-- The request is about to leave. Only for the holder of the lease, and not after the deadline. `fresh`: whatever was
-- sent under this key before has certainly not arrived.
UPDATE parts
SET state = 'sending', worker = :worker, attempt = attempt + 1, last_attempt_at = :now, error = '', stuck = 0,
    first_attempt_at = CASE WHEN :fresh = 1 OR first_attempt_at IS NULL THEN :now ELSE first_attempt_at END
WHERE id = :part AND state IN ('pending', 'uncertain') AND EXISTS (
    SELECT 1 FROM deliveries d WHERE d.id = parts.delivery AND d.state = 'open' AND d.worker = :worker
        AND d.lease_until > :now AND d.deadline > :now)
RETURNING attempt

-- name: extend
-- The lease covers the next request.
UPDATE deliveries SET lease_until = :until, try_at = :until
WHERE id = :delivery AND state = 'open' AND worker = :worker AND lease_until > :now

-- name: sent
-- It stands in the channel. True however late it is said, and by whomever.
UPDATE parts SET state = 'sent', message = :message, sent_at = :now, stuck = 0, error = ''
WHERE id = :part AND state IN ('pending', 'sending', 'uncertain')

-- name: sent_after_all
-- It had been given up, and stands in the channel.
UPDATE parts SET state = 'sent', message = :message, sent_at = :now, finished = 0, error = ''
WHERE id = :part AND state IN ('closed', 'dead')

-- name: back_in_ledger
-- A part that was given up and turns out to stand in the channel: its papers have been there.
INSERT INTO ledger (channel, paper, part)
SELECT d.channel, :paper, :part FROM deliveries d WHERE d.id = :delivery
ON CONFLICT (channel, paper) DO NOTHING

-- name: not_sent
-- Certainly not sent: as if the request had never left.
UPDATE parts SET state = 'pending', error = :error
WHERE id = :part AND state = 'sending' AND worker = :worker AND attempt = :attempt

-- name: uncertain
-- It may have arrived.
UPDATE parts SET state = 'uncertain', error = :error
WHERE id = :part AND state = 'sending' AND worker = :worker AND attempt = :attempt

-- name: absent
-- We looked, and it is not there.
UPDATE parts SET state = 'pending', first_attempt_at = NULL, stuck = 0 WHERE id = :part AND state = 'uncertain'

-- name: stuck
-- Nobody can look: a person has to say.
UPDATE parts SET stuck = 1, error = :error WHERE id = :part AND state = 'uncertain'

-- name: dead
-- Refused in every form: our bug. Its papers stay in the ledger.
UPDATE parts SET state = 'dead', finished = 1, error = :error
WHERE id = :part AND state = 'sending' AND worker = :worker AND attempt = :attempt

-- name: replace_payload
-- Another form of the same papers.
UPDATE parts SET payload = :payload, plain = :plain WHERE id = :part

-- name: refresh
-- The text changed before anything was sent.
UPDATE parts SET payload = :payload, stale = 0 WHERE id = :part AND attempt = 0 AND stale = :stale

-- name: halve
-- The first half of a refused part, under a new key.
UPDATE parts
SET papers = :papers, first_number = :first_number, key = :key, payload = :payload, plain = 0, state = 'pending',
    attempt = 0, first_attempt_at = NULL, last_attempt_at = NULL, error = ''
WHERE id = :id

-- name: push_back
-- Makes room behind a part: first to negative ordinals, because each is unique.
UPDATE parts SET ordinal = -(ordinal + 1) WHERE delivery = :delivery AND ordinal > :ordinal

-- name: push_back_done
-- And back to positive ones.
UPDATE parts SET ordinal = -ordinal WHERE delivery = :delivery AND ordinal < 0

-- name: repoint
-- The ledger notes a paper for the part that shows it now.
UPDATE ledger SET part = :part WHERE paper = :paper AND part = :was

-- name: last_part
-- The highest id so far; the next one follows it.
SELECT coalesce(max(id), 0) AS id FROM parts

-- name: close_replies
-- The message whose thread they belong in is not there.
UPDATE parts SET state = 'closed', finished = 1, error = :error
WHERE delivery = :delivery AND reply = 1 AND state = 'pending'

-- name: finished
-- The second step is done, or given up.
UPDATE parts SET finished = 1, error = :error WHERE id = :part AND state = 'sent'

-- name: later
-- Gives the lease back; not before `try_at`.
UPDATE deliveries
SET worker = '', lease_until = 0, attempts = :attempts, error = :error,
    try_at = CASE WHEN :try_at > deadline AND deadline > :now THEN deadline ELSE :try_at END
WHERE id = :delivery AND state = 'open' AND worker = :worker

-- name: over
-- No error is left to tell when everything arrived in the end.
UPDATE deliveries SET error = '' WHERE id = :delivery AND state = 'done'

-- name: payload
-- One payload's body.
SELECT body FROM payloads WHERE hash = :hash

-- name: drop_payloads
-- No part needs them any more.
DELETE FROM payloads WHERE NOT EXISTS (SELECT 1 FROM parts p WHERE p.payload = payloads.hash AND p.finished = 0)

-- name: reopen
-- A person said that it has to be sent again.
UPDATE deliveries SET state = 'open', try_at = :now, deadline = :deadline, error = '' WHERE id = :delivery

-- name: said_missing
-- `Send again`: it is to be sent under the same key.
UPDATE parts SET state = 'pending', first_attempt_at = NULL, stuck = 0, error = ''
WHERE id = :part AND state = 'uncertain' AND stuck = 1
RETURNING delivery

-- name: said_arrived
-- `It arrived`: it stands in the channel, we do not know where.
UPDATE parts SET state = 'sent', finished = 1, sent_at = coalesce(last_attempt_at, :now), stuck = 0, error = ''
WHERE id = :part AND state = 'uncertain' AND stuck = 1
RETURNING delivery

-- name: close_orphans
-- Replies of a delivery none of whose messages can have a thread, because nobody knows where it stands.
UPDATE parts SET state = 'closed', finished = 1, error = :error
WHERE delivery = :delivery AND reply = 1 AND state = 'pending' AND NOT EXISTS (
    SELECT 1 FROM parts h WHERE h.delivery = parts.delivery AND h.reply = 0
        AND (h.message <> '' OR h.state IN ('pending', 'sending', 'uncertain')))

-- name: renumbered
-- A part was split, so the ones after it are numbered anew before they are sent.
UPDATE parts SET stale = stale + 1 WHERE delivery = :delivery AND state = 'pending' AND attempt = 0

-- name: corrected
-- The message shows the new text, or needed no edit. Unless it was corrected again meanwhile.
UPDATE parts SET stale = 0, edits = 0, payload = :payload WHERE id = :part AND stale = :stale

-- name: given_up_correcting
-- The platform refuses the edit for good.
UPDATE parts SET stale = 0, edits = 0, error = :error WHERE id = :part AND stale = :stale

-- name: correct_later
-- Another try, not before `edit_at`.
UPDATE parts SET edits = edits + 1, edit_at = :edit_at, error = :error WHERE id = :part AND stale > 0
