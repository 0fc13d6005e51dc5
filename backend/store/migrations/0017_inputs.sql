-- For which inputs the functions that students send to a question are called, as JSON; empty if for none.
ALTER TABLE questions ADD COLUMN inputs TEXT NOT NULL DEFAULT '';
