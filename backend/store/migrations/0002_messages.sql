-- What a teacher wrote to all notebooks of a session, and how far each sender has
-- shown it: the id of the last message, 0 before the first.
CREATE TABLE messages (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  title      TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  code       TEXT    NOT NULL,
  sent_at    INTEGER NOT NULL
);
CREATE INDEX messages_by_session ON messages (session_id, id);
ALTER TABLE senders ADD COLUMN shown_message INTEGER NOT NULL DEFAULT 0;
