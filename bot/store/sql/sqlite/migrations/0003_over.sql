-- How many deliveries of each platform ended how, since the beginning: counted when it happens, since counting years of
-- deliveries takes long, and old ones may be let go.
CREATE TABLE deliveries_over (
    platform TEXT NOT NULL,
    state    TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (platform, state)
) WITHOUT ROWID;

INSERT INTO deliveries_over (platform, state, count)
SELECT c.platform, d.state, COUNT(*) FROM deliveries AS d JOIN channels AS c ON c.id = d.channel
WHERE d.state <> 'open' GROUP BY c.platform, d.state;

CREATE TRIGGER deliveries_end AFTER UPDATE OF state ON deliveries WHEN NEW.state <> 'open' AND OLD.state <> NEW.state
BEGIN
    INSERT INTO deliveries_over (platform, state, count)
    SELECT c.platform, NEW.state, 1 FROM channels AS c WHERE c.id = NEW.channel
    ON CONFLICT (platform, state) DO UPDATE SET count = count + 1;
END;
