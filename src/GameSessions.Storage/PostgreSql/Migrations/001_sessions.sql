-- All instants are ms since the epoch of the store's clock. Ids compare as bytes: quicker, and the same order in every database.
--
-- Plans are made once, maybe while tables are empty, when every index looks as good as another. So an index that would fit a look-up badly must not fit
-- it at all: no game's id stands behind another column, and where two would fit, a condition or an expression keeps them apart.

-- The store's clock: the only one that the engine's statements ask.
CREATE FUNCTION session_clock() RETURNS bigint LANGUAGE sql VOLATILE
AS $$ SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

-- One row. The log's epoch is made of its secret and of what PostgreSQL knows of itself; whoever copies a server's files writes another secret.
CREATE TABLE log_identity (
  is_this_log boolean PRIMARY KEY DEFAULT true CHECK (is_this_log),
  secret text NOT NULL DEFAULT gen_random_uuid()
);

INSERT INTO log_identity DEFAULT VALUES;

-- Heads move in place, in what a page has free.
CREATE TABLE games (
  id text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'running', 'finished')),
  head bigint NOT NULL,
  deadline bigint, -- when the running turn ends; null where no clock runs
  created_at bigint NOT NULL,
  options text NOT NULL, -- JSON, as it was written
  time_control text, -- JSON
  first_seats text NOT NULL -- JSON: the seats as they were before the first event
) WITH (fillfactor = 70);

CREATE INDEX games_deadline ON games (deadline, id) WHERE deadline IS NOT NULL;

CREATE TABLE game_seats (
  game_id text COLLATE "C" NOT NULL REFERENCES games (id),
  seat text COLLATE "C" NOT NULL,
  user_id text COLLATE "C",
  kept_for text COLLATE "C",
  PRIMARY KEY (game_id, seat)
);

CREATE INDEX game_seats_user ON game_seats (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE game_events (
  game_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  type text NOT NULL,
  data text NOT NULL, -- JSON, as it was written
  user_id text COLLATE "C",
  command_id text COLLATE "C",
  command_events integer, -- on the first event of a command only: how many events it caused
  at bigint NOT NULL,
  audience text, -- JSON: the seats that may see it; null: everybody
  PRIMARY KEY (game_id, sequence)
);

-- An alarm, and the way to a command's answer; the comparison of games.head is the lock. The server's own commands have no user.
CREATE UNIQUE INDEX game_events_command ON game_events (game_id, command_id, coalesce(user_id, '')) WHERE command_events IS NOT NULL;

CREATE INDEX game_events_at ON game_events USING brin (at); -- finds what retention may remove, and costs an append next to nothing

CREATE TABLE game_snapshots (
  game_id text COLLATE "C" PRIMARY KEY REFERENCES games (id),
  sequence bigint NOT NULL,
  state text NOT NULL -- JSON
);

CREATE TABLE game_reactions ( -- events whose effects on other games are not known to be done
  game_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  due_at bigint NOT NULL, -- from then on every node seeks it
  PRIMARY KEY (game_id, sequence)
);

CREATE INDEX game_reactions_due ON game_reactions (due_at);

-- Acks move in place, in what a page has free.
CREATE TABLE game_sessions (
  game_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  newest_token_hash text COLLATE "C",
  proven_token_hash text COLLATE "C",
  last_ack bigint NOT NULL DEFAULT 0,
  generation bigint NOT NULL DEFAULT 1,
  last_heartbeat_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  is_online boolean NOT NULL DEFAULT true, -- the socket of its last handshake is not known to be closed
  PRIMARY KEY (game_id, user_id)
) WITH (fillfactor = 70);

-- An append holds its session's row FOR KEY SHARE. Unique and not partial, these make a handshake wait for it, and an ack not.
CREATE UNIQUE INDEX game_sessions_newest_token ON game_sessions (newest_token_hash);
CREATE UNIQUE INDEX game_sessions_proven_token ON game_sessions (proven_token_hash);
CREATE INDEX game_sessions_user ON game_sessions ((user_id || ''));

CREATE TABLE node_rows (
  node_id text COLLATE "C" PRIMARY KEY,
  at bigint NOT NULL
);

CREATE TABLE outages (
  began_at bigint PRIMARY KEY,
  ended_at bigint NOT NULL
);

CREATE TABLE flags ( -- what operators changed while nodes run
  name text COLLATE "C" PRIMARY KEY,
  enabled boolean NOT NULL,
  percent integer NOT NULL CHECK (percent BETWEEN 0 AND 100)
);

CREATE TABLE commits ( -- the feed: what nodes tell each other, a row a transaction
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(), -- numbers are given before the commit, so ids alone do not tell what a reader has missed
  at bigint NOT NULL DEFAULT session_clock(),
  kind text NOT NULL CHECK (kind IN ('committed', 'opened', 'closed', 'revoked')),
  games text[] NOT NULL,
  user_id text, -- whose sessions; null where games were appended to
  numbers bigint[] NOT NULL -- for each game its head, or its session's generation
);

CREATE INDEX commits_tx ON commits (tx);
