package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Channel;
import dev.touchline.feedback.core.ResponseDraft.InteractionDraft;
import dev.touchline.feedback.core.WebLink;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.mapping.TimeReader;
import dev.touchline.feedback.core.mapping.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the contact is found that a response is about. What is odd about it is left out with a warning: it must not cost
 * the rating.
 *
 * @param at where it stands in the mapping
 * @param channels the platform's words for channels, in lower case
 */
record InteractionRule(
        String at,
        @Nullable Expression id,
        @Nullable Expression channel,
        Map<String, Channel> channels,
        @Nullable Expression endedAt,
        @Nullable Expression url) {
    static @Nullable InteractionRule read(@Nullable YamlMap in) {
        if (in == null) {
            return null;
        }
        InteractionRule rule = new InteractionRule(
                in.pointer(),
                Expressions.required(in, "id"),
                Expressions.optional(in, "channel"),
                channels(in.map("channels")),
                Expressions.optional(in, "endedAt"),
                Expressions.optional(in, "url"));
        in.end();
        return rule;
    }

    private static Map<String, Channel> channels(@Nullable YamlMap in) {
        Map<String, Channel> channels = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            channels.put(channel.wire(), channel);
        }
        if (in != null) {
            for (String word : in.keys()) {
                String wire = in.text(word);
                Channel channel = wire == null ? null : Channel.of(wire);
                if (channel == null) {
                    in.complain(word, "must be one of voice, chat, email, messaging");
                } else {
                    channels.put(word.toLowerCase(Locale.ROOT), channel);
                }
            }
        }
        return Map.copyOf(channels);
    }

    @Nullable
    InteractionDraft apply(@Nullable Object item, Evaluation evaluation, TimeReader times, Notes notes) {
        String name = Values.text(at + "/id", evaluation.value(id, item, notes), notes);
        if (name == null) {
            notes.warn(at + "/id", "gave nothing: the interaction is left out");
            return null;
        }
        Instant ended = times.read(at + "/endedAt", evaluation.value(endedAt, item, notes), notes);
        return new InteractionDraft(
                name,
                channel(evaluation.value(channel, item, notes), notes),
                ended == null ? null : ended.toString(),
                link(evaluation.value(url, item, notes), notes));
    }

    private @Nullable String channel(@Nullable Object value, Notes notes) {
        String word = Values.text(at + "/channel", value, notes);
        Channel known = word == null ? null : channels.get(word.strip().toLowerCase(Locale.ROOT));
        if (word != null && known == null) {
            notes.warn(at + "/channel", "gave a word that is not named in channels: left out");
        }
        return known == null ? null : known.wire();
    }

    private @Nullable String link(@Nullable Object value, Notes notes) {
        String link = Values.text(at + "/url", value, notes);
        if (link == null || WebLink.isAcceptable(link)) {
            return link;
        }
        notes.warn(at + "/url", "gave no http or https link: left out");
        return null;
    }
}
