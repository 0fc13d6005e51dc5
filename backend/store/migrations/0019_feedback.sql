-- What students hear of a question: the rule as JSON, of a session for all its questions and of a question for itself; empty
-- where none is set. released is 1 once the teacher told everybody what the rule held back.
ALTER TABLE sessions ADD COLUMN feedback TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN feedback TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN released INTEGER NOT NULL DEFAULT 0;

-- The record_id by which a notebook knows the answer that is kept; '' if it gave none, or sent it to an earlier version.
ALTER TABLE records ADD COLUMN sending TEXT NOT NULL DEFAULT '';

-- A hint belongs to a label and not to an answer, so that it comes back with the label.
CREATE TABLE hints (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  question   TEXT    NOT NULL,
  label      TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  code       TEXT    NOT NULL,
  PRIMARY KEY (session_id, question, label)
) WITHOUT ROWID;

-- What a notebook was told last for a question of a part, and for which sending. number is the moment of the telling, and
-- grows from one to the next, so that a notebook can say up to which it has them; arrived is 1 once it has this one. judged
-- is 1 if that sending was ever told to be right or wrong, and verdicts counts the sendings of which that is so.
CREATE TABLE tellings (
  sender_id INTEGER NOT NULL REFERENCES senders ON DELETE CASCADE,
  question  TEXT    NOT NULL,
  part_id   INTEGER NOT NULL REFERENCES parts ON DELETE CASCADE,
  sending   TEXT    NOT NULL,
  state     TEXT    NOT NULL,
  label     TEXT    NOT NULL,
  text      TEXT    NOT NULL,
  code      TEXT    NOT NULL,
  number    INTEGER NOT NULL,
  arrived   INTEGER NOT NULL,
  judged    INTEGER NOT NULL,
  verdicts  INTEGER NOT NULL,
  PRIMARY KEY (sender_id, question, part_id)
) WITHOUT ROWID;

-- Which senders have heard the hint of a label, whatever they sent since.
CREATE TABLE hinted (
  sender_id INTEGER NOT NULL REFERENCES senders ON DELETE CASCADE,
  question  TEXT    NOT NULL,
  label     TEXT    NOT NULL,
  PRIMARY KEY (sender_id, question, label)
) WITHOUT ROWID;

-- The notebooks of a student are looked up at each telling.
CREATE INDEX senders_by_student ON senders (student_id);
