-- A student is a sender to whom the records of others may count: student_id is the
-- sender that stands for it on the screen, itself if nobody merged it; merged_into is
-- the sender that the teacher chose for it, 0 for none. given_name is what the teacher
-- calls it, empty for the notebook's own name, and given_number tells it from its
-- namesakes. alias stands for the name while names are hidden: random, once in a session.
ALTER TABLE senders ADD COLUMN student_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE senders ADD COLUMN merged_into INTEGER NOT NULL DEFAULT 0;
ALTER TABLE senders ADD COLUMN given_name TEXT NOT NULL DEFAULT '';
ALTER TABLE senders ADD COLUMN given_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE senders ADD COLUMN alias INTEGER NOT NULL DEFAULT 0;
UPDATE senders SET student_id = id;
WITH RECURSIVE
  counted (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM counted WHERE n < 9999),
  numbers (place, n) AS (SELECT ROW_NUMBER() OVER (ORDER BY n > 999, random()), n FROM counted),
  places (id, place) AS (SELECT id, ROW_NUMBER() OVER (PARTITION BY session_id ORDER BY random()) FROM senders)
UPDATE senders SET alias = numbers.n FROM places JOIN numbers ON numbers.place = places.place WHERE senders.id = places.id;

-- What was deleted and can be taken back until it is final: records and a session say
-- which deletion they wait for, 0 for none.
CREATE TABLE deletions (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  final      INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE sessions ADD COLUMN deletion INTEGER NOT NULL DEFAULT 0;

-- The last result of a sender for a question of a part. student_id repeats what its
-- sender says. hidden is 1 for a record that shows nowhere and counts nowhere: a later
-- one of a merged student stands for it, or it waits for its deletion. attempts and
-- first_sent_at of a record that stands for others are of all of them; own_attempts and
-- own_first_sent_at, else NULL, are then its own. No foreign keys: they would cost each
-- new record a look at two tables; what deletes a part or a sender sees to its records.
CREATE TABLE new_records (
  id                INTEGER PRIMARY KEY,
  session_id        INTEGER NOT NULL,
  part_id           INTEGER NOT NULL,
  sender_id         INTEGER NOT NULL,
  student_id        INTEGER NOT NULL,
  hidden            INTEGER NOT NULL DEFAULT 0,
  deletion          INTEGER NOT NULL DEFAULT 0,
  question          TEXT    NOT NULL,
  type              TEXT    NOT NULL,
  preview           TEXT    NOT NULL, -- JSON
  attempts          INTEGER NOT NULL,
  own_attempts      INTEGER,
  first_sent_at     INTEGER NOT NULL,
  own_first_sent_at INTEGER,
  sent_at           INTEGER NOT NULL,
  received_at       INTEGER NOT NULL,
  deliveries        BLOB
);
INSERT INTO new_records (id, session_id, part_id, sender_id, student_id, question, type, preview, attempts, first_sent_at, sent_at, received_at, deliveries)
SELECT id, session_id, part_id, sender_id, sender_id, question, type, preview, attempts, first_sent_at, sent_at, received_at, deliveries FROM records;
DROP TABLE records;
ALTER TABLE new_records RENAME TO records;

-- A class that sends one question after the other writes at one place of either index.
-- The second has all that records are filtered, sorted and counted by.
CREATE UNIQUE INDEX records_by_question ON records (session_id, question, sender_id, part_id) WHERE deletion = 0;
CREATE INDEX records_by_session ON records (session_id, received_at, id, hidden, part_id, student_id, question, type, attempts);
CREATE INDEX records_hidden ON records (session_id, deletion) WHERE hidden = 1;

-- What can be searched of an answer: its beginning, folded so that case does not
-- matter. sorting brings numbers into their order.
CREATE TABLE texts (
  session_id INTEGER NOT NULL,
  record_id  INTEGER NOT NULL,
  sorting    TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  PRIMARY KEY (session_id, record_id)
) WITHOUT ROWID;
