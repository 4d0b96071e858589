-- Draws get a date, so that those of years ago can be forgotten. Housekeeping writes it, once a day: a draw itself stays
-- as cheap as it was. 0: not written yet.
ALTER TABLE seen ADD COLUMN dated_at INTEGER NOT NULL DEFAULT 0;
