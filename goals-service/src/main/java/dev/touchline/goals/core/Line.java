package dev.touchline.goals.core;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to come to in an agent's next one-on-one.
 *
 * @param itemId the coaching item that it is about
 * @param praise whether there was something to praise rather than to coach
 * @param note the supervisor's, for the talk; not for the agent's eyes
 * @param at when it was left for the one-on-one
 * @param needs that speak for the item
 */
public record Line(
        UUID itemId,
        AgentTopic about,
        boolean praise,
        Origin origin,
        @Nullable String note,
        Instant at,
        List<UUID> needs) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    public Line {
        needs = List.copyOf(needs);
    }

    /** Why it is a line. */
    public enum Origin {
        /** The item went stale before anybody came. */
        EXPIRED,
        /** A supervisor left it for the one-on-one. */
        DEFERRED,
        /** It came back although it was coached: another talk is not what is missing. */
        RECURRED;

        /** The word on the wire and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** To which part of the one-on-one it belongs. */
    public enum Part {
        QUALITY,
        TRAINING;

        /** The word on the wire and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Part part() {
        return origin == Origin.RECURRED ? Part.TRAINING : Part.QUALITY;
    }

    /** What both can read, for example {@code Praise for courtesy was left for the one-on-one on 12 November 2026}. */
    public String sentence(ZoneId zone) {
        String topic = about.topic().replace('-', ' ');
        String day = DAY.format(at.atZone(zone));
        String subject =
                praise ? "Praise for " + topic : topic.substring(0, 1).toUpperCase(Locale.ROOT) + topic.substring(1);
        return switch (origin) {
            case EXPIRED -> "%s: nobody found the time before %s".formatted(subject, day);
            case DEFERRED -> "%s was left for the one-on-one on %s".formatted(subject, day);
            case RECURRED ->
                "%s came back on %s although it was coached: a training rather than the same talk"
                        .formatted(subject, day);
        };
    }
}
