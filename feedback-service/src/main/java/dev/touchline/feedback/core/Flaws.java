package dev.touchline.feedback.core;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that a sender learns all of it at once. Not thread-safe. */
public final class Flaws {
    private final List<Flaw> found = new ArrayList<>(0);
    private int more;

    /** Notes one flaw; beyond {@link Limits#FLAWS} they are only counted. */
    public void add(String pointer, String detail) {
        if (found.size() < Limits.FLAWS) {
            found.add(new Flaw(pointer, detail));
        } else {
            more++;
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** Whether something was already said about this place; saying "is required" beside it would only confuse. */
    boolean at(String pointer) {
        // Nearly always there is no flaw at all, and this is asked for every rating.
        return !found.isEmpty()
                && found.stream().anyMatch(flaw -> flaw.pointer().equals(pointer));
    }

    /** Everything found, in the order of finding; the last entry says how many were left out, if any. */
    public List<Flaw> list() {
        if (more == 0) {
            return List.copyOf(found);
        }
        List<Flaw> all = new ArrayList<>(found);
        all.add(new Flaw("", "and " + more + " more problems"));
        return List.copyOf(all);
    }

    /** A name as a token of a JSON pointer, escaped (RFC 6901 §3) and cut to a readable length. */
    public static String token(String name) {
        String shortened = name.length() > Limits.WORD_CHARS ? name.substring(0, Limits.WORD_CHARS) + "…" : name;
        return "/" + shortened.replace("~", "~0").replace("/", "~1");
    }
}
