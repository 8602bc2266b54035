-- All instants are ms since the epoch of the store's clock.

CREATE TABLE log_identity (
  epoch TEXT NOT NULL -- the log's incarnation; a restore writes another one
) STRICT;

INSERT INTO log_identity VALUES (lower(hex(randomblob(16))));

CREATE TABLE games (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'finished')),
  head INTEGER NOT NULL,
  deadline INTEGER, -- when the running turn ends; null where no clock runs
  created_at INTEGER NOT NULL,
  options TEXT NOT NULL, -- JSON
  time_control TEXT, -- JSON
  first_seats TEXT NOT NULL -- JSON: the seats as they were before the first event
) STRICT;

CREATE INDEX games_deadline ON games (deadline, id) WHERE deadline IS NOT NULL;

CREATE TABLE game_seats (
  game_id TEXT NOT NULL REFERENCES games (id),
  seat TEXT NOT NULL,
  user_id TEXT,
  kept_for TEXT,
  PRIMARY KEY (game_id, seat)
) STRICT, WITHOUT ROWID;

CREATE INDEX game_seats_user ON game_seats (user_id, game_id) WHERE user_id IS NOT NULL;

CREATE TABLE game_events (
  game_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL, -- JSON
  user_id TEXT,
  command_id TEXT,
  command_events INTEGER, -- on the first event of a command only: how many events it caused
  at INTEGER NOT NULL,
  audience TEXT, -- JSON: the seats that may see it; null: everybody
  PRIMARY KEY (game_id, sequence)
) STRICT, WITHOUT ROWID;

-- An alarm, and the way to a command's answer; the comparison of games.head is the lock.
CREATE UNIQUE INDEX game_events_command ON game_events (game_id, command_id, user_id) WHERE command_events IS NOT NULL;

CREATE TABLE game_snapshots (
  game_id TEXT NOT NULL PRIMARY KEY REFERENCES games (id),
  sequence INTEGER NOT NULL,
  state TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE game_sessions (
  game_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  newest_token_hash TEXT,
  proven_token_hash TEXT,
  last_ack INTEGER NOT NULL DEFAULT 0,
  generation INTEGER NOT NULL DEFAULT 1,
  last_heartbeat_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (game_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX game_sessions_newest_token ON game_sessions (newest_token_hash);
CREATE UNIQUE INDEX game_sessions_proven_token ON game_sessions (proven_token_hash);
CREATE INDEX game_sessions_user ON game_sessions (user_id);

CREATE TABLE node_rows (
  node_id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outages (
  began_at INTEGER NOT NULL PRIMARY KEY,
  ended_at INTEGER NOT NULL
) STRICT;
