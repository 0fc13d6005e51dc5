-- When a message was taken back, 0 while it stands. The moments grow from one message to the next, so that a notebook can
-- say up to which it has heard.
ALTER TABLE messages ADD COLUMN taken_back_at INTEGER NOT NULL DEFAULT 0;

-- Who had shown a message when it was taken back. Of one that stands, senders.shown_message tells.
CREATE TABLE readers (
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  sender_id  INTEGER NOT NULL REFERENCES senders ON DELETE CASCADE,
  PRIMARY KEY (message_id, sender_id)
) WITHOUT ROWID;

-- Which question the student had answered last when the request came; empty if none, or if it is not known.
ALTER TABLE help ADD COLUMN question TEXT NOT NULL DEFAULT '';
