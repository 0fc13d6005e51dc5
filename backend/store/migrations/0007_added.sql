-- Whether the teacher put the question into the catalogue, so that it is known before anybody sends it.
ALTER TABLE questions ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
