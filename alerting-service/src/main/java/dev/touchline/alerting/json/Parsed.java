package dev.touchline.alerting.json;

import dev.touchline.alerting.core.Definition;
import dev.touchline.kit.http.Problem;
import java.util.List;

/** A definition, or everything that is wrong with what should be one. */
public sealed interface Parsed {
    record Fine(Definition definition) implements Parsed {}

    /** @param causes one for each mistake, never empty */
    record Broken(List<Problem.Cause> causes) implements Parsed {
        /** All of it in one line, for a log or a listing. */
        public String summary() {
            return causes.stream()
                    .map(cause -> cause.pointer() + " " + cause.detail())
                    .reduce((one, next) -> one + "; " + next)
                    .orElse("");
        }
    }
}
