-- Ten times as much of an answer can be searched, and ß by SS: the texts are written anew.
DELETE FROM texts;
