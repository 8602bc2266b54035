CREATE TABLE flags ( -- what operators changed while nodes run
  name TEXT NOT NULL PRIMARY KEY,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100)
) STRICT, WITHOUT ROWID;

CREATE INDEX game_events_at ON game_events (at, game_id); -- finds what retention may remove
