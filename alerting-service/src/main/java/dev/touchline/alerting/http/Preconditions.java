package dev.touchline.alerting.http;

import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a change demands of the version that it meets. */
final class Preconditions {
    private Preconditions() {}

    /** @throws Problem 412 when there is one though If-None-Match says that there be none; 400 for another use of it */
    static void absence(Optional<Long> live, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return;
        }
        if (!ifNoneMatch.strip().equals("*")) {
            throw Problem.of(400, "Bad If-None-Match", "Only If-None-Match: * is understood.");
        }
        live.ifPresent(version -> {
            throw IfMatch.stale(version);
        });
    }

    /**
     * @param what is changed, for people
     * @throws Problem 412 when it is not the version that If-Match names, 428 when that is missing
     */
    static void match(Optional<Long> live, @Nullable String ifMatch, String what) {
        if (live.isPresent()) {
            if (IfMatch.require(ifMatch) != live.get()) {
                throw IfMatch.stale(live.get());
            }
        } else if (ifMatch != null) {
            throw Problem.of(412, "Precondition failed", "There is no such " + what + " to replace.");
        }
    }
}
