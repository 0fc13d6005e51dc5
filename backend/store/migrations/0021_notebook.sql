-- The version of the notebook that the teacher prepared, handed out or loaded last for a session, as its first cell says it;
-- empty if none is known.
ALTER TABLE sessions ADD COLUMN notebook TEXT NOT NULL DEFAULT '';
