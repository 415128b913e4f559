-- An item that is open again, or ended in another way that does not tell, speaks for no filter any more; that it once did is
-- kept, so that a repeated record stays without effect.
ALTER TABLE judged_item ALTER COLUMN agents DROP NOT NULL;
