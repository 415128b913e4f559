package dev.touchline.local.reconcile;

import java.util.Map;
import java.util.Set;

/**
 * What was read for a balance. Sets hold ids only.
 *
 * @param published distinct event ids on {@code survey.responses}, without what only moved a response
 * @param retracted retractions on it, by what they name
 * @param standing those of them whose response stands under another agent
 * @param publishedRecords records on it, repeats and retractions too
 * @param gone offsets of it that retention has taken: records, and marks of transactions
 * @param toJudge those of them that alerting has not committed yet
 * @param quarantined event ids on {@code survey.quarantine} that feedback-service has taken into its table
 * @param parked event ids of the rows that wait for their agent
 * @param released event ids of the rows that were released
 * @param releasedLongAgo those of them whose record retention may have taken
 * @param held event ids of the rows that wait for a person, or were redriven, discarded or expired
 * @param redriven event ids that redrives made and that must be published
 * @param judged how many records came to which outcome, by alerting's own accounting
 * @param raised need ids on {@code coaching.needed} that are for the service, below its committed offsets
 * @param noted need ids in the tables, per service
 */
public record Facts(
        Set<String> published,
        Set<String> retracted,
        Set<String> standing,
        long publishedRecords,
        long gone,
        long toJudge,
        Set<String> quarantined,
        Set<String> parked,
        Set<String> released,
        Set<String> releasedLongAgo,
        Set<String> held,
        Set<String> redriven,
        Map<String, Long> judged,
        Map<String, Set<String>> raised,
        Map<String, Set<String>> noted) {
    public Facts {
        published = Set.copyOf(published);
        retracted = Set.copyOf(retracted);
        standing = Set.copyOf(standing);
        quarantined = Set.copyOf(quarantined);
        parked = Set.copyOf(parked);
        released = Set.copyOf(released);
        releasedLongAgo = Set.copyOf(releasedLongAgo);
        held = Set.copyOf(held);
        redriven = Set.copyOf(redriven);
        judged = Map.copyOf(judged);
        raised = Map.copyOf(raised);
        noted = Map.copyOf(noted);
    }
}
