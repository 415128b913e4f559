package dev.touchline.alerting.core;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * With whom an agent is compared.
 *
 * @param everybody the whole organisation rather than the team
 * @param upTo the last day (UTC) that was looked at, which names the snapshot; none when no snapshot was
 */
public record Compared(boolean everybody, Optional<LocalDate> upTo) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    /** As it goes on after "usual": " in the team up to 19 November". */
    String words() {
        return upTo.map(day ->
                        " in the %s up to %s".formatted(everybody ? "whole organisation" : "team", DAY.format(day)))
                .orElse("");
    }
}
