package dev.touchline.feedback.core.mapping;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is noticed while one item is mapped: what can't be mended, and what was. Not thread-safe. */
public final class Notes {
    private final Flaws flaws = new Flaws();
    private final Set<String> flawed = new HashSet<>(0);
    private final List<Warning> warnings = new ArrayList<>(0);

    /** Something that keeps a response from being made. */
    public void flaw(String pointer, String detail) {
        flaws.add(pointer, detail);
        flawed.add(pointer);
    }

    /** As {@link #flaw}, unless something was already said about that place. */
    public void missing(String pointer, String detail) {
        if (!flawed.contains(pointer)) {
            flaw(pointer, detail);
        }
    }

    /** Something that was mended; beyond {@link Limits#FLAWS} nothing more is noted. */
    public void warn(String pointer, String detail) {
        if (warnings.size() < Limits.FLAWS) {
            warnings.add(new Warning(pointer, detail));
        }
    }

    /** Takes over what was noticed before. */
    public void warn(List<Warning> earlier) {
        earlier.forEach(warning -> warn(warning.pointer(), warning.detail()));
    }

    public Flaws flaws() {
        return flaws;
    }

    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }
}
