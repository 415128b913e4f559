package dev.touchline.feedback.core.metric;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How many of the customers who were asked have answered. Stands beside every figure made of answers: those who don't
 * answer may think otherwise, and the fewer answer, the less the others speak for them.
 *
 * @param answered responses to the interactions of a time, each counted once whatever its revisions
 * @param offered surveys offered in the same time; empty: nobody has said
 */
public record ResponseRate(long answered, OptionalLong offered, Verdict verdict) {
    /** What is to be thought of a rate. */
    public enum Verdict {
        /** Not below the floor. */
        FINE,
        /** Below the floor: say so wherever a figure is shown. */
        LOW,
        /** More answers than surveys: one of the two numbers is wrong. */
        INCONSISTENT,
        /** Nothing was offered, or nobody has said what. */
        UNKNOWN
    }

    public ResponseRate {
        if (answered < 0 || offered.isPresent() && offered.getAsLong() < 0) {
            throw new IllegalArgumentException("There are no fewer than 0 surveys or answers");
        }
    }

    /**
     * The rate and what is to be thought of it.
     *
     * @param floor from 0 to 1; a rate of exactly the floor is fine
     */
    public static ResponseRate of(long answered, OptionalLong offered, double floor) {
        return new ResponseRate(answered, offered, verdict(answered, offered.orElse(0), offered.isPresent(), floor));
    }

    /**
     * Of several together: of those about whom somebody has said what was offered, as answers to unknown numbers of
     * surveys would make the rate too good. Inconsistent if one of them is.
     */
    public static ResponseRate total(List<ResponseRate> some, double floor) {
        List<ResponseRate> known =
                some.stream().filter(each -> each.offered.isPresent()).toList();
        List<ResponseRate> counted = known.isEmpty() ? some : known;
        long answered = counted.stream().mapToLong(ResponseRate::answered).sum();
        OptionalLong offered =
                known.stream().mapToLong(each -> each.offered.getAsLong()).reduce(Math::addExact);
        boolean wrong = known.stream().anyMatch(each -> each.verdict == Verdict.INCONSISTENT);
        return wrong ? new ResponseRate(answered, offered, Verdict.INCONSISTENT) : of(answered, offered, floor);
    }

    /** From 0; above 1 only when {@link Verdict#INCONSISTENT}; empty while nothing was offered. */
    public OptionalDouble rate() {
        return offered.orElse(0) == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) answered / offered.getAsLong());
    }

    /** Whether people must be told. */
    public boolean warned() {
        return verdict == Verdict.LOW || verdict == Verdict.INCONSISTENT;
    }

    private static Verdict verdict(long answered, long offered, boolean reported, double floor) {
        if (offered == 0) {
            return reported && answered > 0 ? Verdict.INCONSISTENT : Verdict.UNKNOWN;
        }
        if (answered > offered) {
            return Verdict.INCONSISTENT;
        }
        return (double) answered / offered < floor ? Verdict.LOW : Verdict.FINE;
    }
}
