-- The receipts of a record: 13 bytes each, 5 of the code and 8 of when that answer was sent, in
-- microseconds, both with the highest byte first. The first is that of the answer that is kept; the
-- others are of attempts, the last ones, in the order in which they came.
ALTER TABLE records ADD COLUMN receipts BLOB;
