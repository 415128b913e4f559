package dev.touchline.alerting.core;

import java.time.Instant;

/**
 * A reason to talk to an agent about a topic, as far as its evidence has come.
 *
 * @param filter the version that fired
 * @param cause the response that made it fire
 * @param causedAt event time of the cause; the cooldown runs from here
 * @param team the agent's team at the time of the cause
 * @param evidence how many ratings speak for it by now
 * @param freshFrom end of the newest interaction among them
 */
public record Need(Filter filter, ResponseKey cause, Instant causedAt, String team, int evidence, Instant freshFrom) {

    static Need causedBy(Mark mark, int evidence) {
        return new Need(mark.filter(), mark.response(), mark.respondedAt(), mark.team(), evidence, mark.freshFrom());
    }

    Need joinedBy(Mark mark) {
        return new Need(filter, cause, causedAt, team, evidence + 1, mark.freshFrom());
    }

    /** Until when it is worth acting on. */
    public Instant freshUntil() {
        return freshFrom.plus(filter.definition().freshFor());
    }

    /** Whether a rating of that event time still falls into its quiet time; its end is outside. */
    boolean cools(Instant eventTime) {
        return eventTime.isBefore(causedAt.plus(filter.definition().cooldown()));
    }

    /** Whether it goes on for as long as each next rating that speaks for it fires. */
    boolean lasts() {
        return Conditions.lasts(filter.definition().when());
    }
}
