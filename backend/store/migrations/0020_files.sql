-- The files that a session hands out: what each holds stands beside the data file, named by its SHA-256. A file that is no
-- longer handed out stays here with its moment, as notebooks in the room may still be made of it.
CREATE TABLE handouts (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id  INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  name        TEXT    NOT NULL,
  size        INTEGER NOT NULL,
  sha256      TEXT    NOT NULL,
  crc32       INTEGER NOT NULL,
  is_notebook INTEGER NOT NULL,
  added_at    INTEGER NOT NULL,
  removed_at  INTEGER NOT NULL
);
CREATE UNIQUE INDEX handouts_by_name ON handouts (session_id, name) WHERE removed_at = 0;
CREATE INDEX handouts_by_session ON handouts (session_id, added_at);

-- Who has a file, and since when last: the sender whose notebook fetched it, or the computer whose browser did.
CREATE TABLE fetches (
  handout_id INTEGER NOT NULL REFERENCES handouts ON DELETE CASCADE,
  sender_id  INTEGER REFERENCES senders ON DELETE CASCADE,
  origin     TEXT    NOT NULL,
  fetched_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX fetches_by_sender ON fetches (handout_id, sender_id) WHERE sender_id IS NOT NULL;
CREATE UNIQUE INDEX fetches_by_origin ON fetches (handout_id, origin) WHERE sender_id IS NULL;
CREATE INDEX fetches_of_sender ON fetches (sender_id);

-- The notebooks that students handed in. content is 1 while what it holds is kept.
CREATE TABLE hand_ins (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id  INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sender_id   INTEGER NOT NULL REFERENCES senders ON DELETE CASCADE,
  name        TEXT    NOT NULL,
  size        INTEGER NOT NULL,
  sha256      TEXT    NOT NULL,
  request_id  TEXT    NOT NULL,
  from_page   INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  receipt     INTEGER NOT NULL,
  content     INTEGER NOT NULL,
  UNIQUE (sender_id, request_id)
);
CREATE INDEX hand_ins_by_session ON hand_ins (session_id, received_at);
CREATE INDEX hand_ins_by_receipt ON hand_ins (receipt);
