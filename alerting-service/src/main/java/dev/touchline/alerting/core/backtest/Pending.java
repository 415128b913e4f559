package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.Need;
import dev.touchline.alerting.core.NeedChange;
import dev.touchline.alerting.core.ResponseKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Flags of one agent on one topic that a late response or a revision may still take back. */
final class Pending {
    private record Id(Side side, ResponseKey cause) {}

    private final String agent;
    private final String topic;
    private final Map<Id, Flag> flags = new HashMap<>();
    private long oldest = Long.MAX_VALUE;

    Pending(String agent, String topic) {
        this.agent = agent;
        this.topic = topic;
    }

    void take(NeedChange change) {
        Need need = change.need();
        Side side = Side.valueOf(need.filter().id().toUpperCase(Locale.ROOT));
        Id id = new Id(side, need.cause());
        switch (change.type()) {
            case RAISED -> {
                Flag flag = new Flag(
                        side,
                        agent,
                        topic,
                        need.team(),
                        need.causedAt(),
                        need.cause(),
                        change.reason().sentence(topic));
                flags.put(id, flag);
                oldest = Math.min(oldest, flag.day());
            }
            case EVIDENCE_ADDED -> moved(id, need);
            case WITHDRAWN -> {
                if (change.evidenceLeft() == 0) {
                    flags.remove(id);
                } else {
                    moved(id, need);
                }
            }
        }
    }

    /** A revision may give the cause another time or team, and the need stays. */
    private void moved(Id id, Need need) {
        Flag flag = flags.get(id);
        if (flag != null) {
            Flag now = new Flag(id.side(), agent, topic, need.team(), need.causedAt(), need.cause(), flag.sentence());
            flags.put(id, now);
            oldest = Math.min(oldest, now.day());
        }
    }

    int size() {
        return flags.size();
    }

    /** Whether all days before that instant's are over, and there is something to settle in them. */
    boolean due(Instant closedBefore) {
        return oldest < day(closedBefore);
    }

    /** Takes out the flags of all days that are over, by day. */
    SortedMap<Long, List<Flag>> settle(Instant closedBefore) {
        return settleBefore(day(closedBefore));
    }

    /** Takes out all. */
    SortedMap<Long, List<Flag>> settleAll() {
        return settleBefore(Long.MAX_VALUE);
    }

    private SortedMap<Long, List<Flag>> settleBefore(long day) {
        SortedMap<Long, List<Flag>> settled = new TreeMap<>();
        oldest = Long.MAX_VALUE;
        for (Flag flag : List.copyOf(flags.values())) {
            if (flag.day() < day) {
                settled.computeIfAbsent(flag.day(), none -> new ArrayList<>()).add(flag);
                flags.remove(new Id(flag.side(), flag.cause()));
            } else {
                oldest = Math.min(oldest, flag.day());
            }
        }
        return settled;
    }

    private static long day(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 86_400L);
    }
}
