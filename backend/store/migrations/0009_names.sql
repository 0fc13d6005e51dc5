-- One name a thing, from Go to the file: which answers are alike is the equivalence of a
-- question, and the marks of a record's attempts are fingerprints.
ALTER TABLE questions RENAME COLUMN alike TO equivalence;
ALTER TABLE records RENAME COLUMN prints TO fingerprints;
