package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a need was raised or changed, in a sentence that a supervisor and the agent can read. */
public sealed interface Reason {
    /** One plain English sentence with its numbers. */
    default String sentence(String topic) {
        String clause = clause(topic);
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    /** The sentence without its capital and its full stop, to stand beside others. */
    String clause(String topic);

    /** How many ratings were looked at. */
    default int looked() {
        return ratings();
    }

    /** How many of those speak for the need. */
    int ratings();

    /** One rating crossed the bound. */
    record OneRating(String given, double score, Bound bound) implements Reason {
        @Override
        public String clause(String topic) {
            String side =
                    switch (bound) {
                        case Bound.AtMost most -> "less";
                        case Bound.AtLeast least -> "more";
                    };
            return "rated %s on %s; the filter flags scores of %s or %s (this one: %s)"
                    .formatted(given, topic, Plain.number(bound.score()), side, Plain.number(score));
        }

        @Override
        public int ratings() {
            return 1;
        }
    }

    /**
     * One response has words that the filter looks for; it does not say which, the customer's words stand on the card.
     */
    record OneVoice(String given, Phrases phrases) implements Reason {
        @Override
        public String clause(String topic) {
            return "one voice: rated %s on %s, with words that the filter looks for (%s)"
                    .formatted(given, topic, phrases.sentence());
        }

        @Override
        public int ratings() {
            return 1;
        }
    }

    /** Too many poor ratings in too short a time. */
    record SeveralRatings(int ratings, Duration within, int allowed) implements Reason {
        @Override
        public String clause(String topic) {
            return "%d poor ratings on %s within %s (the filter allows %d)"
                    .formatted(ratings, topic, Plain.duration(within), allowed);
        }
    }

    /**
     * A larger share of poor ratings than chance makes.
     *
     * @param usual how many poor ones there would be at the share of the colleagues
     * @param compared with whom the rating at which it fires is
     */
    record HighShare(int looked, int ratings, double usual, Compared compared, Duration within, double falseAlarm)
            implements Reason {
        @Override
        public String clause(String topic) {
            return "%d of %s on %s within %s were poor, where %s would be usual%s; chance alone flags at most 1 in %s agents a month like this"
                    .formatted(
                            ratings,
                            Plain.count(looked, "rating"),
                            topic,
                            Plain.duration(within),
                            Plain.number(usual),
                            compared.words(),
                            Plain.whole(1 / falseAlarm));
        }
    }

    /**
     * Poor ratings have become more frequent than they are with the colleagues.
     *
     * @param usual how many poor ones there would be at the share of the colleagues
     * @param compared with whom the rating at which it fires is
     * @param every after how many ratings chance alone would flag
     */
    record Shifted(int looked, int ratings, double usual, Compared compared, int every) implements Reason {
        @Override
        public String clause(String topic) {
            return "%d of the last %s on %s were poor, where %s would be usual%s; chance alone flags like this once in %s ratings"
                    .formatted(
                            ratings,
                            Plain.count(looked, "rating"),
                            topic,
                            Plain.number(usual),
                            compared.words(),
                            Plain.whole(every));
        }
    }

    /**
     * A higher mean than ever before over as many days.
     *
     * @param before the highest one so far
     */
    record PersonalRecord(int ratings, double mean, double before, Duration within) implements Reason {
        @Override
        public String clause(String topic) {
            return "%s on %s within %s average %s of 100, the agent's own best (before: %s)"
                    .formatted(
                            Plain.count(ratings, "rating"),
                            topic,
                            Plain.duration(within),
                            Plain.number(mean),
                            Plain.number(before));
        }
    }

    /** Fewer poor ratings since the coaching. */
    record Recovered(Recovery.Ratings since, Recovery.Ratings before) implements Reason {
        @Override
        public String clause(String topic) {
            return "%d of %s on %s were poor since the coaching, %d of %d before it"
                    .formatted(since.poor(), Plain.count(since.n(), "rating"), topic, before.poor(), before.n());
        }

        @Override
        public int looked() {
            return since.n();
        }

        @Override
        public int ratings() {
            return since.n() - since.poor();
        }
    }

    /**
     * Nothing is raised: a silence covers the rating.
     *
     * @param until when it ends; none when it is the agent's tenure that ends it
     */
    record Silenced(String silenceId, String because, Optional<Instant> until) implements Reason {
        @Override
        public String clause(String topic) {
            String end = until.map(to -> " until " + Plain.day(to)).orElse("");
            return "muted: %s%s (silence %s)".formatted(because, end, silenceId);
        }

        @Override
        public int ratings() {
            return 1;
        }
    }

    /**
     * Many agents of a team are rated poorly on the topic at once: it is not about any of them.
     *
     * @param looked agents who were rated
     * @param ratings those of them who were rated poorly
     * @param usual how many usually would have been
     * @param muted whether it is said of a flag that this mutes
     */
    record Systemic(
            String team, Optional<String> channel, int looked, int ratings, double usual, Instant from, boolean muted)
            implements Reason {
        public static Systemic of(String team, Episode episode) {
            return new Systemic(
                    team, episode.channel(), episode.looked(), episode.poor(), episode.usual(), episode.from(), false);
        }

        Systemic muting() {
            return new Systemic(team, channel, looked, ratings, usual, from, true);
        }

        @Override
        public String clause(String topic) {
            return "%s%d of %s of %s were rated poorly on %s%s since %s UTC, where %s would be usual; so it is not about one of them"
                    .formatted(
                            muted ? "muted: " : "",
                            ratings,
                            Plain.count(looked, "agent"),
                            team,
                            topic,
                            channel.map(name -> " by " + name).orElse(""),
                            Plain.minute(from),
                            Plain.number(usual));
        }
    }

    /** Several conditions at once. */
    record Together(List<Reason> parts) implements Reason {
        public Together {
            parts = List.copyOf(parts);
        }

        @Override
        public String clause(String topic) {
            return parts.stream().map(part -> part.clause(topic)).collect(Collectors.joining(", and "));
        }

        @Override
        public int looked() {
            return parts.stream().mapToInt(Reason::looked).max().orElse(0);
        }

        @Override
        public int ratings() {
            return parts.stream().mapToInt(Reason::ratings).max().orElse(0);
        }
    }

    /** A further rating while the need stands. */
    record Again(String given, int ratings) implements Reason {
        @Override
        public String clause(String topic) {
            return "rated %s on %s while this need stands; %d ratings speak for it now"
                    .formatted(given, topic, ratings);
        }
    }

    /** Evidence was corrected, taken back, or belongs to another need now. */
    record Corrected(int gone, int ratings) implements Reason {
        @Override
        public String clause(String topic) {
            return "%s on %s no longer %s for this need after a correction; %s"
                    .formatted(
                            Plain.count(gone, "rating"),
                            topic,
                            gone == 1 ? "speaks" : "speak",
                            ratings == 0 ? "none is left" : Plain.count(ratings, "rating") + " left");
        }

        @Override
        public int looked() {
            return gone + ratings;
        }
    }
}
