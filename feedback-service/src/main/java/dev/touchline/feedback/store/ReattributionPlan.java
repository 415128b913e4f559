package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Attribution;
import dev.touchline.feedback.core.roster.Attribution.Attributed;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.core.roster.Standing;
import dev.touchline.feedback.core.roster.Standing.Elsewhere;
import dev.touchline.feedback.core.roster.Standing.Rank;
import dev.touchline.feedback.core.roster.Standing.Step;
import dev.touchline.feedback.json.PublishedResponse;
import dev.touchline.feedback.json.Retraction;
import dev.touchline.feedback.kafka.SurveyRecords;
import dev.touchline.feedback.store.ReattributionStore.Ref;
import dev.touchline.feedback.store.ReattributionStore.Todo;
import dev.touchline.feedback.store.ReattributionStore.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What has to be published so that some responses stand where they belong, and what is to be noted then.
 *
 * @param told in the order of their keys, in which rows are locked
 * @param moved how many get another agent
 * @param waiting what can't be decided yet
 */
record ReattributionPlan(List<ProducerRecord<String, byte[]>> records, List<Told> told, int moved, Set<Ref> waiting) {
    private static final Comparator<Told> ORDER = Comparator.<Told, String>comparing(
                    each -> each.ref().source())
            .thenComparing(each -> each.ref().responseId())
            .thenComparing(each -> each.from().agentId());

    /** A response that is looked at. @param decided whose it is by a person's decision, if there is one */
    record Case(
            Todo todo,
            PublishedResponse response,
            List<Elsewhere> elsewhere,
            @Nullable String decided) {
        /** Ids of the agents whom it may be about or was published under. */
        Stream<String> agents() {
            Stream<String> known = Stream.concat(
                    Stream.of(response.agentId()), elsewhere.stream().map(Elsewhere::agentId));
            return decided == null ? known : Stream.concat(known, Stream.of(decided));
        }

        Optional<AgentRef.ByAlias> alias() {
            return Optional.ofNullable(response.alias());
        }

        /** A person's decision, else whoever the platform's name for the agent means; else it stays where it is. */
        private Attributed wanted(Roster roster) {
            AgentRef name = decided != null ? new AgentRef.ById(decided) : response.alias();
            Attribution found =
                    name == null ? new Attribution.UnknownAgent() : roster.resolve(name, response.happenedAt());
            return found instanceof Attributed whose && !whose.agent().id().equals(response.agentId())
                    ? whose
                    : new Attributed(agent(response.agentId(), roster), response.team());
        }

        private static Agent agent(String id, Roster roster) {
            return roster.agent(id)
                    .orElseGet(() -> new Agent(id, id, Agent.defaultSubject(id), List.of(), List.of(), null, null, 0));
        }

        private Standing standing() {
            return new Standing(
                    response.agentId(),
                    response.team(),
                    new Rank(response.updatedAt(), response.attribution()),
                    elsewhere);
        }

        private ProducerRecord<String, byte[]> retraction(
                Elsewhere from, Rank rank, Roster roster, SurveyRecords records, Instant now) {
            String source = response.source();
            String id = response.responseId();
            return records.retracted(new Retraction(
                    SurveyRecords.retractionId(source, id, from.agentId(), rank.updatedAt(), rank.attribution()),
                    source,
                    id,
                    rank.attribution(),
                    rank.updatedAt(),
                    now,
                    from.agentId(),
                    agent(from.agentId(), roster).name(),
                    from.team(),
                    todo.reason()));
        }
    }

    static ReattributionPlan of(List<Case> cases, Roster roster, SurveyRecords records, Instant now) {
        List<ProducerRecord<String, byte[]>> outgoing = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        Set<Ref> waiting = new HashSet<>();
        int moved = 0;
        for (Case each : cases) {
            Attributed wanted = each.wanted(roster);
            Rank rank = null;
            List<Elsewhere> from = List.of();
            switch (each.standing().towards(wanted.agent().id())) {
                case Step.Nothing() -> {}
                case Step.Wait() -> waiting.add(each.todo().ref());
                case Step.Retract(Rank as, List<Elsewhere> others) -> {
                    rank = as;
                    from = others;
                }
                case Step.Move(Rank as, List<Elsewhere> others) -> {
                    rank = as;
                    from = others;
                    outgoing.add(records.moved(each.response(), as.attribution(), wanted));
                    moved += wanted.agent().id().equals(each.response().agentId()) ? 0 : 1;
                }
            }
            for (Elsewhere other : from) {
                ProducerRecord<String, byte[]> retraction =
                        each.retraction(other, Objects.requireNonNull(rank), roster, records, now);
                outgoing.add(retraction);
                told.add(new Told(each.todo().ref(), other, rank, retraction));
            }
        }
        told.sort(ORDER);
        return new ReattributionPlan(outgoing, told, moved, waiting);
    }
}
