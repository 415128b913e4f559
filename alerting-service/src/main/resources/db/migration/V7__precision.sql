-- How coaching items ended for each filter that spoke for them: told once per item, so that a repeated record counts
-- once. Kept for as long as a record may be read again.
CREATE TABLE judged_item (
  item_id        uuid        NOT NULL,
  filter_id      text        NOT NULL,
  filter_version bigint      NOT NULL,
  item_version   bigint      NOT NULL,
  agents         boolean     NOT NULL,
  told_at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (item_id, filter_id)
);

CREATE INDEX judged_item_told_at ON judged_item (told_at);

-- What that adds up to.
CREATE TABLE filter_precision (
  filter_id      text   NOT NULL,
  filter_version bigint NOT NULL,
  judged         bigint NOT NULL,
  agents         bigint NOT NULL,
  PRIMARY KEY (filter_id, filter_version)
);

-- Filters of which it was said that they are below their floor, so that it is said once.
CREATE TABLE precision_warning (
  filter_id     text        NOT NULL,
  since_version bigint      NOT NULL,
  warned_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (filter_id, since_version)
);
