package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rating that a filter marked, as speaking for a need, as counting for one or in a statistic.
 *
 * @param rated what several filters marked is one and the same for all of them
 * @param filter the version that judged it
 * @param silenced whether it raises nothing and counts for nothing that comes later, see {@link Walk}
 * @param notes what its conditions noted of it, in the order in which they stand there
 */
public record Mark(Rated rated, Filter filter, boolean silenced, List<Integer> notes) implements Comparable<Mark> {

    /** Names, quotes, a time and a score. */
    private static final int BESIDE_THE_IDS = 120;

    public Mark {
        notes = List.copyOf(notes);
    }

    public ResponseKey response() {
        return rated.response();
    }

    public Instant respondedAt() {
        return rated.respondedAt();
    }

    public Instant freshFrom() {
        return rated.freshFrom();
    }

    public double score() {
        return rated.score();
    }

    public String given() {
        return rated.given();
    }

    public String team() {
        return rated.team();
    }

    /**
     * What a filter keeps of a rating in its scope, if anything.
     *
     * @param rated what is kept of that rating
     */
    static Optional<Mark> of(Rating rating, Rated rated, Filter filter, Baselines baselines, boolean silenced) {
        Mark mark = new Mark(rated, filter, silenced, notes(rating, filter, baselines));
        return mark.speaks()
                        || mark.counts()
                        || Conditions.tallied(filter.definition().when(), mark)
                ? Optional.of(mark)
                : Optional.empty();
    }

    private static List<Integer> notes(Rating rating, Filter filter, Baselines baselines) {
        List<Condition.Noting> noting = Conditions.noting(filter.definition().when());
        if (noting.isEmpty()) {
            return List.of();
        }
        List<Integer> notes = new ArrayList<>(noting.size());
        for (Condition.Noting condition : noting) {
            notes.add(condition.note(rating, baselines));
        }
        return notes;
    }

    /** The same with a note of the coaching that it comes after, where its filter asks for that. */
    Mark coached(Coachings coachings) {
        List<Condition.Noting> noting = Conditions.noting(filter.definition().when());
        List<Integer> noted = new ArrayList<>(notes);
        for (int i = 0; i < noted.size() && i < noting.size(); i++) {
            if (noting.get(i) instanceof Condition.Recovered) {
                noted.set(i, coachings.before(respondedAt()));
            }
        }
        return noted.equals(notes) ? this : new Mark(rated, filter, silenced, noted);
    }

    /** What that condition of its filter noted of it; of a statistic, the usual chance in thousandths. */
    int note(Condition.Noting condition) {
        int noted = noted(condition);
        return condition instanceof Condition.Statistic ? Usual.of(noted).poor() : noted;
    }

    /** With whom a statistic compared it. */
    Compared compared(Condition.Statistic statistic) {
        return Usual.of(noted(statistic)).compared(day());
    }

    private int noted(Condition.Noting condition) {
        int place = Conditions.noting(filter.definition().when()).indexOf(condition);
        return place < notes.size() ? notes.get(place) : 0;
    }

    /** Whether a condition that looks back from here takes that one into account. */
    boolean hears(Mark other) {
        return silenced || !other.silenced;
    }

    /** Its day (UTC), counted from 1970. */
    long day() {
        return Math.floorDiv(respondedAt().getEpochSecond(), 86_400L);
    }

    /** Whether it can fire, or stand as evidence. */
    boolean speaks() {
        return Conditions.speaks(filter.definition().when(), this);
    }

    /** Event time, then source and response id: the one order in which marks are walked. */
    @Override
    public int compareTo(Mark other) {
        return rated.compareTo(other.rated);
    }

    /** Whether it says the same as evidence. */
    boolean sameEvidence(Mark other) {
        return response().equals(other.response())
                && respondedAt().equals(other.respondedAt())
                && score() == other.score();
    }

    /** How many bytes it takes at most as a piece of evidence in a JSON record. */
    int bytes() {
        return bytes(response());
    }

    /** How many bytes a rating of that response takes at most as a piece of evidence in a JSON record. */
    static int bytes(ResponseKey response) {
        return BESIDE_THE_IDS + bytes(response.source()) + bytes(response.responseId());
    }

    /** How many bytes a text takes as JSON, without its quotes. */
    static int bytes(String id) {
        int bytes = 0;
        for (int i = 0; i < id.length(); i++) {
            bytes += bytes(id.charAt(i));
        }
        return bytes;
    }

    private static int bytes(char c) {
        if (c < ' ') {
            return 6;
        }
        if (c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    /** Whether it counts in a window, and so is kept for as long as one may reach back. */
    boolean counts() {
        return Conditions.counts(filter.definition().when(), this);
    }
}
