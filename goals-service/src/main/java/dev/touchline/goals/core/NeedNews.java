package dev.touchline.goals.core;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one record of {@code coaching.needed} says about a need.
 *
 * @param needId the need, the same in all its records
 * @param about whom and what the need concerns; never changes for a need
 * @param filterId the filter that raised it
 * @param seq grows strictly within an agent × topic; what is not above the applied one is old news
 * @param stands whether evidence is left after this record
 * @param raisedAt event time of the cause
 */
public record NeedNews(UUID needId, AgentTopic about, String filterId, long seq, boolean stands, Instant raisedAt) {
    public NeedNews {
        if (seq < 1) {
            throw new IllegalArgumentException("seq starts at 1");
        }
    }

    /**
     * The last word on each need. The result does not depend on the order of the news nor on repetitions, which is why
     * a redelivered batch, however cut, leads to the same goals.
     */
    public static List<NeedNews> newestPerNeed(Collection<NeedNews> news) {
        Map<UUID, NeedNews> newest = new LinkedHashMap<>();
        for (NeedNews one : news) {
            newest.merge(one.needId, one, NeedNews::newer);
        }
        return List.copyOf(newest.values());
    }

    private static NeedNews newer(NeedNews a, NeedNews b) {
        return b.seq > a.seq ? b : a;
    }
}
