-- Until when an item that was disputed stays in the queue, whatever becomes of its evidence.
ALTER TABLE item ADD COLUMN keep_until timestamptz;
