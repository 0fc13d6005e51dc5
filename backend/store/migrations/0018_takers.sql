-- Which notebooks put the code of a message into a cell, and when the first time.
CREATE TABLE takers (
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  sender_id  INTEGER NOT NULL REFERENCES senders ON DELETE CASCADE,
  taken_at   INTEGER NOT NULL,
  PRIMARY KEY (message_id, sender_id)
) WITHOUT ROWID;
