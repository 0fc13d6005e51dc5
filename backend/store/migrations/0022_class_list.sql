-- The class list of an owner, for a term, in its order. What a list does not have of a student is ''.
CREATE TABLE people (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  owner_id   INTEGER NOT NULL REFERENCES owners ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  name       TEXT    NOT NULL,
  first      TEXT    NOT NULL,
  last       TEXT    NOT NULL,
  identifier TEXT    NOT NULL,
  email      TEXT    NOT NULL,
  section    TEXT    NOT NULL
);
CREATE INDEX people_by_owner ON people (owner_id, position);

-- Whose a notebook is, by what the teacher said, in all sessions of the owner; person_id is 0 if it belongs to nobody on the
-- list. A notebook is known by its device and by what it calls itself.
CREATE TABLE person_notebooks (
  owner_id  INTEGER NOT NULL REFERENCES owners ON DELETE CASCADE,
  device    TEXT    NOT NULL,
  name      TEXT    NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (owner_id, device, name)
) WITHOUT ROWID;

-- How the points of a session's gradebook are counted, as JSON; no row where nothing was set.
CREATE TABLE schemes (
  session_id INTEGER PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
  scheme     TEXT NOT NULL
);
