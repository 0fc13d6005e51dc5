-- What a function that was sent gave for inputs, as JSON; NULL where none were asked.
ALTER TABLE payloads ADD COLUMN calls BLOB;
ALTER TABLE pins ADD COLUMN calls BLOB;
