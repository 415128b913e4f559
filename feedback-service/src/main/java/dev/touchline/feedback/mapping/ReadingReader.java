package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.mapping.TimeReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads which items a body holds, which of them count, and how each becomes a response. */
final class ReadingReader {
    private ReadingReader() {}

    /** @param notification whether the items hold no answers, so that there is nothing to read out of them */
    static Reading read(YamlMap in, boolean notification) {
        Expression items = Expressions.optional(in, "items");
        List<Reading.Ignore> ignored = new ArrayList<>();
        for (YamlMap rule : in.maps("ignore")) {
            Expression when = Expressions.required(rule, "when");
            String reason = rule.required("reason");
            rule.end();
            if (when != null && reason != null) {
                ignored.add(new Reading.Ignore(when, reason));
            }
        }
        Expression match = Expressions.optional(in, "match");
        return new Reading(in.pointer(), items, ignored, match, notification ? null : response(in));
    }

    private static @Nullable ResponseRule response(YamlMap in) {
        TimeReader times = times(in.map("times"));
        List<RatingRule> ratings = RatingsReader.rules(in);
        if (!in.has("fields")) {
            in.complain("fields", "is required");
        }
        YamlMap fields = in.map("fields");
        return fields == null ? null : FieldsReader.read(fields, times, ratings, RatingsReader.questions(in));
    }

    private static TimeReader times(@Nullable YamlMap in) {
        if (in == null) {
            return new TimeReader(null, List.of());
        }
        String name = in.text("zone");
        ZoneId zone = null;
        try {
            zone = name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            in.complain("zone", "must be a time zone such as Europe/Berlin or UTC");
        }
        List<DateTimeFormatter> formats = new ArrayList<>();
        List<String> patterns = in.texts("formats");
        for (int i = 0; i < patterns.size(); i++) {
            try {
                formats.add(DateTimeFormatter.ofPattern(patterns.get(i), Locale.ENGLISH));
            } catch (IllegalArgumentException e) {
                in.causes()
                        .add(new Flaw(in.pointer("formats") + "/" + i, "must be a pattern such as dd.MM.yyyy HH:mm"));
            }
        }
        in.end();
        return new TimeReader(zone, formats);
    }
}
