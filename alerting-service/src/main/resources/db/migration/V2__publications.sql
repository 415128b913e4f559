-- How often a version was handed to the broker; a repeat after a crash gets a key of its own there.
ALTER TABLE filter_version ADD COLUMN publications int NOT NULL DEFAULT 0;
