package dev.touchline.coaching.store;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.core.Agent;
import dev.touchline.coaching.core.CaseFile;
import dev.touchline.coaching.core.CaseFile.Wish;
import dev.touchline.coaching.core.CaseStock;
import dev.touchline.coaching.core.Evidence;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.Need;
import dev.touchline.coaching.core.NeedEvent.Facts;
import dev.touchline.coaching.core.NeedEvent.Raised;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Severity;
import dev.touchline.coaching.core.Why;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What agents ask to be coached on, from an own answer. */
@Singleton
public class Wishes {
    /** How long a wish stays in the queue at least, however old the answer is. */
    static final Duration KEPT_FOR = Duration.ofDays(7);

    /** Class of the advisory locks that let one wish of an agent be taken at a time ("wish"). */
    private static final int AGENT_LOCKS = 0x77697368;

    private final Database database;
    private final ItemStore items;
    private final int perDay;

    Wishes(Database database, ItemStore items, CoachingConfig config) {
        this.database = database;
        this.items = items;
        perDay = config.requestsPerDay();
    }

    /**
     * A wish.
     *
     * @param team the agent's current one
     * @param by subject of the agent
     */
    public record Asked(
            Agent agent,
            String team,
            String by,
            ResponseRef answer,
            String topic,
            @Nullable String note) {}

    /** What is said to a wish. */
    public sealed interface Answer {
        /** It was looked at; what became of it. */
        record Taken(Wish wish) implements Answer {}

        /** No answer that is known is the agent's by this id. */
        record NoSuchAnswer() implements Answer {}

        /** The answer does not rate the topic, but these. */
        record NotRated(List<String> topics) implements Answer {}

        /** The agent asked as often as a day allows. */
        record TooMany(int limit, Instant again) implements Answer {}
    }

    /** A topic that an answer rates; none when it rates nothing that was scored. */
    private record Rated(Instant respondedAt, @Nullable String topic, double score) {}

    /** Takes a wish: the same again has no second effect. */
    public Answer ask(Asked asked) {
        Answer answer = Sql.retryingCollisions(() -> database.jdbi().inTransaction(handle -> decide(handle, asked)));
        if (answer instanceof Answer.Taken) {
            items.tell();
        }
        return answer;
    }

    private Answer decide(Handle handle, Asked asked) {
        ErasureStore.share(handle);
        handle.createQuery("SELECT pg_advisory_xact_lock(" + AGENT_LOCKS + ", hashtext(:agent))::text")
                .bind("agent", asked.agent().id())
                .mapTo(String.class)
                .one();
        Instant now = items.now();
        List<Rated> ratings = ratings(handle, asked);
        if (ratings.isEmpty()) {
            return new Answer.NoSuchAnswer();
        }
        Optional<Rated> rated = ratings.stream()
                .filter(rating -> asked.topic().equals(rating.topic()))
                .findFirst();
        return rated.isPresent()
                ? decide(handle, asked, rated.get(), now)
                : new Answer.NotRated(ratings.stream()
                        .map(Rated::topic)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList());
    }

    private Answer decide(Handle handle, Asked asked, Rated rated, Instant now) {
        Evidence evidence = new Evidence(asked.answer(), rated.score(), rated.respondedAt());
        CaseStocks locked = CaseStocks.lock(handle, List.of(raised(asked, 1, evidence, now)), Set.of());
        long seq = locked.need(needId(asked)).map(Need::seq).orElse(0L) + 1;
        Raised raised = raised(asked, seq, evidence, now);
        CaseStock stock =
                locked.load(handle, List.of(raised)).getOrDefault(raised.need().key(), CaseStock.empty());
        CaseFile file = new CaseFile(stock, () -> Uuid7.next(now), now);
        Wish wish = file.ask(raised, asked.by(), now.plus(KEPT_FOR));
        return switch (wish) {
            case Wish.Repeated _, Wish.Settled _ -> new Answer.Taken(wish);
            case Wish.Opened _, Wish.Merged _ -> take(handle, file, raised, wish, now);
        };
    }

    private Answer take(Handle handle, CaseFile file, Raised raised, Wish wish, Instant now) {
        String agent = raised.need().agent().id();
        Instant midnight = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        if (taken(handle, agent, midnight) >= perDay) {
            return new Answer.TooMany(perDay, midnight.plus(Duration.ofDays(1)));
        }
        handle.createUpdate("""
                        INSERT INTO wish (need_id, agent_id, asked_at) VALUES (:need, :agent, :at)
                        ON CONFLICT (need_id) DO UPDATE SET asked_at = excluded.asked_at
                        """)
                .bind("need", raised.need().needId())
                .bind("agent", agent)
                .bind("at", now)
                .execute();
        Set<String> teams = new HashSet<>();
        NeedStore.write(handle, List.of(file.settle()), now, teams);
        QueueCounters.bump(handle, teams);
        return new Answer.Taken(wish);
    }

    /** How often the agent asked since then (wish_agent). */
    private static int taken(Handle handle, String agent, Instant since) {
        return handle.createQuery("SELECT count(*)::integer FROM wish WHERE agent_id = :agent AND asked_at >= :since")
                .bind("agent", agent)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /** The answer, if it is this agent's (response_pkey). */
    private static List<Rated> ratings(Handle handle, Asked asked) {
        return handle.createQuery("""
                        SELECT r.responded_at, rating ->> 'topic' AS topic, (rating ->> 'score')::float8 AS score
                        FROM response r LEFT JOIN LATERAL jsonb_array_elements(r.ratings) AS rating
                            ON jsonb_typeof(rating -> 'score') = 'number'
                        WHERE r.source = :source AND r.response_id = :response AND r.agent_id = :agent
                        """)
                .bind("source", asked.answer().source())
                .bind("response", asked.answer().responseId())
                .bind("agent", asked.agent().id())
                .map((row, _) ->
                        new Rated(Sql.instant(row, "responded_at"), row.getString("topic"), row.getDouble("score")))
                .list();
    }

    private static UUID needId(Asked asked) {
        return Uuid5.of(
                "wish",
                asked.agent().id(),
                asked.topic(),
                asked.answer().source(),
                asked.answer().responseId());
    }

    private static Raised raised(Asked asked, long seq, Evidence evidence, Instant now) {
        Facts facts = new Facts(
                needId(asked),
                Kind.COACHING,
                Severity.NORMAL,
                asked.agent(),
                asked.team(),
                asked.topic(),
                Why.asked(asked.note()),
                now,
                now.plus(KEPT_FOR));
        return new Raised(facts, seq, List.of(evidence));
    }
}
