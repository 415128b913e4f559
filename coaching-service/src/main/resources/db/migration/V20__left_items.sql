-- What left a queue without a session, by when: the figures of a month do not read what was closed in all the years.
CREATE INDEX item_left ON item (team, closed_at) WHERE state IN ('expired', 'dismissed', 'deferred');
