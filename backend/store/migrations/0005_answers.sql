-- What a teacher set for a question: its title, its place (0 is the natural one), which
-- answers are alike and which are right (JSON; empty is what holds where nothing is set).
CREATE TABLE questions (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  question   TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  number     INTEGER NOT NULL,
  alike      TEXT    NOT NULL,
  checking   TEXT    NOT NULL,
  PRIMARY KEY (session_id, question)
) WITHOUT ROWID;

-- Answers that a teacher marked (right, wrong or empty) or labelled: copies, as the
-- records that they came from may be sent again or deleted.
CREATE TABLE pins (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  question   TEXT    NOT NULL,
  type       TEXT    NOT NULL,
  data       BLOB    NOT NULL,
  plotted    BLOB,
  label      TEXT    NOT NULL,
  verdict    TEXT    NOT NULL
);
CREATE INDEX pins_by_session ON pins (session_id, id);

-- When the teacher was with a student last.
CREATE TABLE visits (
  sender_id  INTEGER PRIMARY KEY REFERENCES senders ON DELETE CASCADE,
  visited_at INTEGER NOT NULL
);

-- Requests for help; ended_at is 0 while the student waits. request_id tells a second
-- sending of one request.
CREATE TABLE help (
  id         INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sender_id  INTEGER NOT NULL REFERENCES senders ON DELETE CASCADE,
  request_id TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  asked_at   INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL
);
CREATE UNIQUE INDEX help_by_request ON help (sender_id, request_id);
CREATE INDEX help_waiting ON help (session_id, asked_at) WHERE ended_at = 0;

-- A message with recipients is for them alone, one without for the whole session.
ALTER TABLE messages ADD COLUMN direct INTEGER NOT NULL DEFAULT 0;
CREATE TABLE recipients (
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  sender_id  INTEGER NOT NULL REFERENCES senders ON DELETE CASCADE,
  PRIMARY KEY (message_id, sender_id)
) WITHOUT ROWID;

-- Marks of all attempts, so that it can be said that they were one and the same answer.
ALTER TABLE records ADD COLUMN prints BLOB;
