CREATE TABLE game_reactions ( -- events whose effects on other games are not known to be done
  game_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  due_at INTEGER NOT NULL, -- from then on every node seeks it
  PRIMARY KEY (game_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX game_reactions_due ON game_reactions (due_at, game_id, sequence);
