package dev.touchline.feedback.core;

import dev.touchline.feedback.core.ResponseDraft.RatingDraft;
import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes the ratings of a response acceptable. */
final class RatingRules {
    private RatingRules() {}

    /** The ratings, or as many of them as could be made, when something is wrong. */
    static List<Rating> check(@Nullable List<RatingDraft> drafts, Fields fields) {
        if (drafts == null) {
            fields.present("/ratings", null);
            return List.of();
        }
        if (drafts.isEmpty()) {
            fields.missing("/ratings", "must have at least one entry");
        }
        if (drafts.size() > Limits.RATINGS) {
            fields.flaw("/ratings", "", "must have at most " + Limits.RATINGS + " entries, has " + drafts.size());
            return List.of();
        }
        List<Rating> ratings = new ArrayList<>(drafts.size());
        Set<String> topics = HashSet.newHashSet(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            String base = "/ratings/" + i;
            Rating rating = fields.spokenOf(base) ? null : rating(drafts.get(i), base, topics, fields);
            if (rating != null) {
                ratings.add(rating);
            }
        }
        return ratings;
    }

    private static @Nullable Rating rating(RatingDraft draft, String base, Set<String> topics, Fields fields) {
        String topic = fields.slug(base, "/topic", draft.topic());
        if (topic != null && !topics.add(topic)) {
            fields.flaw(base, "/topic", "is already rated in this response: one topic, one rating");
        }
        Scale scale = scale(draft.scale(), base + "/scale", fields);
        if (draft.value() == null && draft.label() == null) {
            fields.missing(base + "/value", "is required");
        }
        if (scale == null) {
            return null;
        }
        Double value = draft.label() == null ? draft.value() : scale.labels().get(draft.label());
        if (draft.label() != null && value == null) {
            fields.flaw(base, "/value", "must be a number or one of the words in scale.labels");
        }
        if (value != null && !scale.contains(value)) {
            fields.flaw(
                    base, "/value", "must lie within its scale, " + plain(scale.min()) + " to " + plain(scale.max()));
            return null;
        }
        return topic == null || value == null ? null : new Rating(topic, value, draft.label(), scale);
    }

    private static @Nullable Scale scale(@Nullable ScaleDraft draft, String base, Fields fields) {
        if (draft == null) {
            fields.present(base, null);
            return null;
        }
        Double min = end(draft.min(), base, "/min", fields);
        Double max = end(draft.max(), base, "/max", fields);
        Direction direction = draft.direction() == null ? Direction.HIGHER_IS_BETTER : Direction.of(draft.direction());
        if (direction == null) {
            fields.flaw(base, "/direction", "must be higher-is-better or lower-is-better");
        }
        if (min == null || max == null) {
            return null;
        }
        if (!(min < max)) {
            fields.flaw(base, "", "must have a min below its max");
            return null;
        }
        labels(draft.labels(), min, max, base, fields);
        return direction == null ? null : new Scale(min, max, direction, draft.labels());
    }

    private static @Nullable Double end(@Nullable Double value, String base, String field, Fields fields) {
        if (value == null) {
            return fields.present(base + field, null);
        }
        if (!(Math.abs(value) <= Limits.VALUE)) {
            fields.flaw(base, field, "must lie within -1000000 and 1000000");
            return null;
        }
        return value;
    }

    private static void labels(Map<String, Double> labels, double min, double max, String base, Fields fields) {
        if (labels.size() > Limits.LABELS) {
            fields.flaw(base, "/labels", "must have at most " + Limits.LABELS + " words, has " + labels.size());
            return;
        }
        labels.forEach((word, value) -> {
            String wrong = Text.flawOfName(word, Limits.WORD_CHARS);
            if (wrong != null) {
                fields.flaw(base + "/labels", Flaws.token(word), wrong);
            }
            if (!(min <= value && value <= max)) {
                fields.flaw(base + "/labels", Flaws.token(word), "must lie within the scale");
            }
        });
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
