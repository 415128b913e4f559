package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.mapping.BodyFormat;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.core.signature.SignatureScheme;
import dev.touchline.feedback.core.webhook.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the payloads of one platform become responses, compiled by {@link MappingReader}. Immutable and thread-safe. The
 * same delivery always gives the same outcomes, unless the machine is so slow that the time runs out.
 */
public final class Mapping {
    private final String name;
    private final BodyFormat format;
    private final @Nullable String handshakeEcho;
    private final @Nullable SignatureScheme signature;
    private final @Nullable FetchBackRule fetchBack;
    private final Reading reading;
    private final @Nullable Reading fetched;

    Mapping(
            String name,
            BodyFormat format,
            @Nullable String handshakeEcho,
            @Nullable SignatureScheme signature,
            @Nullable FetchBackRule fetchBack,
            Reading reading,
            @Nullable Reading fetched) {
        this.name = name;
        this.format = format;
        this.handshakeEcho = handshakeEcho;
        this.signature = signature;
        this.fetchBack = fetchBack;
        this.reading = reading;
        this.fetched = fetched;
    }

    /** What its author calls it. */
    public String name() {
        return name;
    }

    /** How the platform signs, or null when it does not. */
    public @Nullable SignatureScheme signature() {
        return signature;
    }

    /** The query parameter whose value a GET must answer with, or null when any answer will do. */
    public @Nullable String handshakeEcho() {
        return handshakeEcho;
    }

    /** Whether its webhooks only say that there is a response, see {@link #mapFetched}. */
    public boolean thin() {
        return fetched != null;
    }

    /**
     * Maps a delivery, whose signature was checked before. Never throws, whatever it holds; bounded in time and memory.
     *
     * @param receivedAt the answer's time where the payload gives none
     * @return at least one outcome, in the order of the payload's items
     */
    public List<Outcome> map(Delivery delivery, Instant receivedAt) {
        return run(
                format,
                delivery,
                reading,
                (item, evaluation, notes) -> taken(reading, item, evaluation, receivedAt, notes));
    }

    /**
     * Maps the JSON that was fetched for an {@link Outcome.FetchBack}, in the same way.
     *
     * @throws IllegalStateException when the mapping is not {@link #thin}
     */
    public List<Outcome> mapFetched(byte[] json, Instant receivedAt) {
        Reading then = fetched;
        if (then == null) {
            throw new IllegalStateException("Nothing is fetched for the mapping " + name);
        }
        return run(
                new BodyFormat.Json(),
                new Delivery(json, Map.of()),
                then,
                (item, evaluation, notes) -> taken(then, item, evaluation, receivedAt, notes));
    }

    /** Whether it is JSON at all, too deep or too large for us or not. */
    public static boolean isJson(byte[] body) {
        return JsonTree.isJson(body);
    }

    private Outcome taken(Reading from, @Nullable Object item, Evaluation evaluation, Instant receivedAt, Notes notes) {
        if (from.response() != null) {
            return from.response().apply(item, evaluation, receivedAt, notes);
        }
        return fetchBack == null
                ? Outcome.Unmappable.because("/fetchBack", "is missing")
                : fetchBack.apply(item, evaluation, notes);
    }

    private static List<Outcome> run(BodyFormat format, Delivery delivery, Reading reading, Reading.Taken taken) {
        Budget budget = new Budget();
        return ScopedValue.where(Budget.CURRENT, budget).call(() -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (ParsedBody body : BodyParser.parse(format, delivery.body())) {
                Evaluation evaluation = new Evaluation(body.root(), delivery.headers(), budget);
                outcomes.addAll(reading.outcomes(body, evaluation, taken));
            }
            return outcomes.isEmpty()
                    ? List.of(new Outcome.Unmappable(List.of(new Flaw("", "the body holds nothing"))))
                    : List.copyOf(outcomes);
        });
    }
}
