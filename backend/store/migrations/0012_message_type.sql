-- How a message is meant: info, success, warning or error. Those that were sent before there were
-- types are info, as notebooks showed them.
ALTER TABLE messages ADD COLUMN type TEXT NOT NULL DEFAULT 'info';
