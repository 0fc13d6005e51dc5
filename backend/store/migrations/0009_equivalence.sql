-- Which answers are alike has one name everywhere: the equivalence of a question.
ALTER TABLE questions RENAME COLUMN alike TO equivalence;
