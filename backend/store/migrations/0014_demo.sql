-- A demo is a session of invented students. demo is the name by which those reach it, and nobody else;
-- '' for a real session. Real sessions and demos may have one name and be open.
ALTER TABLE sessions ADD COLUMN demo TEXT NOT NULL DEFAULT '';
DROP INDEX sessions_open;
CREATE UNIQUE INDEX sessions_open ON sessions (owner_id, name) WHERE open AND demo = '';
