package dev.touchline.alerting.core;

import java.util.List;

/**
 * What coaching is told about a need.
 *
 * @param seq counts up per agent and topic: a reader that has applied a higher one for this need ignores it
 * @param evidence raised: all of it; evidence-added: what came or changed; withdrawn: what was taken away. In
 *     event-time order, {@link #MOST} pieces and {@link #LARGEST} bytes at most; what is more follows in further
 *     changes
 * @param evidenceLeft how many ratings speak for the need once this is applied; a need left with none is gone
 */
public record NeedChange(Type type, long seq, Need need, List<Mark> evidence, int evidenceLeft, Reason reason) {
    /** Most pieces of evidence in one change. */
    public static final int MOST = 200;
    /** Most bytes of evidence in one change, as JSON: leaves room for the rest of a record of 64 KiB. */
    public static final int LARGEST = 48 * 1024;

    public enum Type {
        RAISED,
        EVIDENCE_ADDED,
        WITHDRAWN
    }

    public NeedChange {
        evidence = List.copyOf(evidence);
    }
}
