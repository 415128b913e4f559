package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Quiet;
import dev.touchline.alerting.json.QuietJson;
import dev.touchline.alerting.store.FilterPublication;
import dev.touchline.alerting.store.SilenceStore;
import dev.touchline.alerting.store.SilenceVersion;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Decides whether a change of a silence makes a new version, and which. */
@Singleton
public class SilenceChanges {
    /** Fields of an answer, so that it may be edited and sent back. */
    private static final Set<String> READ_ONLY = Set.of("id", "version", "effectiveFrom", "changedBy", "changedAt");

    private final SilenceStore store;
    private final Clock clock;

    SilenceChanges(SilenceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A silence after a PUT; created when there was none, or only a lifted one. */
    record Put(SilenceVersion version, boolean created) {}

    /** @throws Problem 400, 412, 422 or 428; see the endpoint */
    Put put(String id, @Nullable JsonNode body, @Nullable String ifMatch, @Nullable String ifNoneMatch, String by) {
        JsonNode silence = QuietJson.write(read(id, body));
        Instant now = now();
        AtomicReference<Optional<SilenceVersion>> before = new AtomicReference<>(Optional.empty());
        Optional<SilenceVersion> added = store.change(id, now, (newest, others) -> {
            Optional<SilenceVersion> live = newest.filter(version -> !version.lifted());
            before.set(live);
            Preconditions.absence(live.map(SilenceVersion::version), ifNoneMatch);
            if (live.filter(version -> version.silence().equals(silence)).isPresent()) {
                return Optional.empty();
            }
            Preconditions.match(live.map(SilenceVersion::version), ifMatch, "silence");
            requireRoom(others);
            return Optional.of(next(id, newest, false, silence, by, now));
        });
        return added.or(before::get)
                .map(version -> new Put(version, before.get().isEmpty()))
                .orElseThrow(() -> Problem.notFound("Silence"));
    }

    /** @throws Problem 404, 412 or 428 */
    void lift(String id, @Nullable String ifMatch, String by) {
        Instant now = now();
        store.change(id, now, (newest, others) -> {
            SilenceVersion live =
                    newest.filter(version -> !version.lifted()).orElseThrow(() -> Problem.notFound("Silence"));
            Preconditions.match(Optional.of(live.version()), ifMatch, "silence");
            return Optional.of(next(id, newest, true, live.silence(), by, now));
        });
    }

    private static Quiet read(String id, @Nullable JsonNode body) {
        JsonNode tree = body == null ? MissingNode.getInstance() : body;
        List<Problem.Cause> causes = new ArrayList<>();
        Limits.slug(id).ifPresent(detail -> causes.add(new Problem.Cause("id", detail)));
        if (tree.has("id") && !tree.get("id").asText().equals(id)) {
            causes.add(new Problem.Cause("/id", "is not the id in the path; leave it out"));
        }
        Optional<Quiet> quiet = QuietJson.read(tree, READ_ONLY, causes);
        if (!causes.isEmpty()) {
            throw new Problem(400, "Not a silence", causes);
        }
        return quiet.orElseThrow();
    }

    private static void requireRoom(int others) {
        if (others >= Limits.SILENCES) {
            throw Problem.of(
                    422,
                    "Too many silences",
                    "At most %d silences may stand at a time; delete some, or name several agents in one."
                            .formatted(Limits.SILENCES));
        }
    }

    private static SilenceVersion next(
            String id, Optional<SilenceVersion> newest, boolean lifted, JsonNode silence, String by, Instant now) {
        Instant inForce = now.plus(FilterPublication.UNTIL_IN_FORCE);
        Instant from = newest.map(SilenceVersion::effectiveFrom)
                .filter(before -> !before.isBefore(inForce))
                .map(before -> before.plusMillis(1))
                .orElse(inForce);
        long version = newest.map(SilenceVersion::version).orElse(0L) + 1;
        return new SilenceVersion(id, version, from, lifted, silence, by, now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
