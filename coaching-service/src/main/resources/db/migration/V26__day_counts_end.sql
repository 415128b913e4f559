-- Days that are too old are looked for by day.
CREATE INDEX topic_day_day ON topic_day (day);
