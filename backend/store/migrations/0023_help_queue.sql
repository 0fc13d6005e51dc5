-- Where who asks sits, who said to be coming and when (0 for nobody), and why a request ended.
ALTER TABLE help ADD COLUMN seat     TEXT    NOT NULL DEFAULT '';
ALTER TABLE help ADD COLUMN taken_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE help ADD COLUMN helper   TEXT    NOT NULL DEFAULT '';
ALTER TABLE help ADD COLUMN ending   TEXT    NOT NULL DEFAULT '';
UPDATE help SET ending = 'helped' WHERE ended_at > 0;
UPDATE help SET ending = 'closed', ended_at = (SELECT MAX(s.closed_at, help.asked_at) FROM sessions s WHERE s.id = help.session_id)
WHERE ended_at = 0 AND session_id IN (SELECT id FROM sessions WHERE NOT open);
CREATE INDEX help_by_session ON help (session_id);

-- Since when nobody is taken from the queue of a session; 0 while it goes on.
ALTER TABLE sessions ADD COLUMN help_paused_at INTEGER NOT NULL DEFAULT 0;
