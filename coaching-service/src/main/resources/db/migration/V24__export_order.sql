-- A team's closed items by id: pages of an export go by what does not change. Those in the queue are few; item_queue has them.
CREATE INDEX item_closed ON item (team, id) WHERE state NOT IN ('open', 'claimed');
