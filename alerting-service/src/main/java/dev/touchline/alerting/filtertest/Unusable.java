package dev.touchline.alerting.filtertest;

import java.util.List;

/** A file that is no test of a filter, with everything that is wrong with it. */
final class Unusable extends Exception {
    private final List<String> mistakes;

    Unusable(List<String> mistakes) {
        super(String.join("; ", mistakes), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    List<String> mistakes() {
        return mistakes;
    }
}
