-- Whether the teacher leaves a session off the students' page. 0, so that one that is made is listed.
ALTER TABLE sessions ADD COLUMN unlisted INTEGER NOT NULL DEFAULT 0;
