-- Times are microseconds since 1970 in UTC; 0 in opened_at and closed_at means never.

CREATE TABLE owners (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
);

-- AUTOINCREMENT, so that a window that still shows a deleted session never acts on another one.
CREATE TABLE sessions (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  owner_id    INTEGER NOT NULL REFERENCES owners ON DELETE CASCADE,
  name        TEXT    NOT NULL,
  description TEXT    NOT NULL,
  open        INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  opened_at   INTEGER NOT NULL,
  closed_at   INTEGER NOT NULL
);
CREATE UNIQUE INDEX sessions_open ON sessions (owner_id, name) WHERE open;
CREATE INDEX sessions_by_owner ON sessions (owner_id, created_at);

CREATE TABLE parts (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  name       TEXT    NOT NULL,
  number     INTEGER NOT NULL, -- place in the session, from 1
  UNIQUE (session_id, name)
);

-- A sender is one device under one name; number tells senders of one name apart.
-- records and last_seen_at follow the table records, so that a list need not count it.
CREATE TABLE senders (
  id            INTEGER PRIMARY KEY,
  session_id    INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  uuid          TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  number        INTEGER NOT NULL,
  records       INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at  INTEGER NOT NULL,
  UNIQUE (session_id, name, uuid)
);

-- The last result of a sender for a question of a part. session_id repeats what
-- part_id implies, for the indexes. deliveries has eight bytes for each record_id
-- that was counted, so that a second sending of one changes nothing.
CREATE TABLE records (
  id            INTEGER PRIMARY KEY,
  session_id    INTEGER NOT NULL,
  part_id       INTEGER NOT NULL REFERENCES parts ON DELETE CASCADE,
  sender_id     INTEGER NOT NULL REFERENCES senders ON DELETE CASCADE,
  question      TEXT    NOT NULL,
  type          TEXT    NOT NULL,
  preview       TEXT    NOT NULL, -- JSON
  attempts      INTEGER NOT NULL,
  first_sent_at INTEGER NOT NULL,
  sent_at       INTEGER NOT NULL,
  received_at   INTEGER NOT NULL,
  deliveries    BLOB
);
CREATE UNIQUE INDEX records_by_sender ON records (sender_id, question, part_id);
CREATE INDEX records_by_session ON records (session_id, received_at);
CREATE INDEX records_by_part ON records (part_id, received_at);
CREATE INDEX records_by_question ON records (session_id, question, received_at);

-- Payloads stand apart, so that a list of records never reads them.
CREATE TABLE payloads (
  record_id INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,
  data      BLOB NOT NULL,
  plotted   BLOB
);

-- What a dashboard counts, kept with every commit: counting 100,000 index entries
-- takes longer than a page may. students leaves out the records of senders who had
-- answered the same question in another part first, so that the sum over the parts
-- of a session counts each student once.
CREATE TABLE tallies (
  part_id  INTEGER NOT NULL REFERENCES parts ON DELETE CASCADE,
  question TEXT    NOT NULL,
  records  INTEGER NOT NULL,
  students INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (part_id, question)
) WITHOUT ROWID;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
