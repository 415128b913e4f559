package dev.touchline.feedback.read;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a record of {@code survey.responses} does to the read model. */
sealed interface Change {
    ResponseId id();

    Revision revision();

    /** The response is this now. */
    record Put(ResponseId id, Revision revision, SurveyEvent event) implements Change {
        static Put of(SurveyEvent event, int kafkaPartition, long kafkaOffset) {
            return new Put(
                    new ResponseId(event.source(), event.responseId()),
                    new Revision(event.updatedMicros(), event.attribution(), kafkaOffset, kafkaPartition),
                    event);
        }

        Put withoutWords() {
            return new Put(id, revision, event.withoutWords());
        }
    }

    /** The newest change of each response, in order of id: two writers that lock rows in one order never deadlock. */
    static <C extends Change> List<C> newest(Collection<C> changes) {
        Map<ResponseId, C> newest = HashMap.newHashMap(changes.size());
        for (C change : changes) {
            newest.merge(
                    change.id(), change, (one, other) -> one.revision().compareTo(other.revision()) >= 0 ? one : other);
        }
        return newest.values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }
}
