-- Who changed a subscription last may be an admin, who may tell others of any team; everybody else only while they
-- supervise it. Of those from before this is not known, so they count as a supervisor's.
ALTER TABLE webhook ADD COLUMN by_admin boolean NOT NULL DEFAULT false;

UPDATE webhook SET by_admin = true WHERE team = '';
