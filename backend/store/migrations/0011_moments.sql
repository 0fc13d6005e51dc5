-- The order of one sender's records does not hang on anybody's wall clock: clock has what a clock of
-- the sender that nobody sets showed when the answer was sent, as the notebook wrote it; '' where it
-- did not tell. replaced counts the attempts that a later one replaced before
-- they went out: only their number came.
ALTER TABLE records ADD COLUMN clock TEXT NOT NULL DEFAULT '';
ALTER TABLE records ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;

-- Nothing is sent after it arrives. Earlier versions took up to a day ahead from a notebook's clock,
-- and such a record would stand before all later ones of that day.
UPDATE records SET sent_at = received_at WHERE sent_at > received_at;
UPDATE records SET first_sent_at = MIN(first_sent_at, sent_at), own_first_sent_at = MIN(own_first_sent_at, sent_at)
WHERE first_sent_at > sent_at OR own_first_sent_at > sent_at;
