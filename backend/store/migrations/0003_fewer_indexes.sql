-- Every record that comes again moves in each index that has its time. A part's
-- records are found in their session's index, which tells the part of each.
DROP INDEX records_by_part;
DROP INDEX records_by_session;
CREATE INDEX records_by_session ON records (session_id, received_at, id, part_id);
