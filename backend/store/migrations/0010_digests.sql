-- What stands for a whole value of which the notebook left something out: 32 hex digits, 'none' if it could
-- not make them, and '' where all of it came or an earlier notebook sent it. It is beside the payload, so
-- that whatever replaces, restores or deletes one does the same to the other.
ALTER TABLE payloads ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE pins ADD COLUMN digest TEXT NOT NULL DEFAULT '';
