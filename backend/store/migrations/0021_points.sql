-- How the points of a session's gradebook are counted, as JSON; no row where nothing was set.
CREATE TABLE schemes (
  session_id INTEGER PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
  scheme     TEXT NOT NULL
);
