-- name: release
-- The papers of closed parts wait for the next slot.
DELETE FROM ledger
WHERE channel = (SELECT d.channel FROM deliveries d WHERE d.id = :delivery)
    AND paper IN (SELECT shown.value FROM parts p JOIN json_each(p.papers) shown
        WHERE p.delivery = :delivery AND p.state = 'closed')
    AND part IN (SELECT p.id FROM parts p WHERE p.delivery = :delivery AND p.state = 'closed')
