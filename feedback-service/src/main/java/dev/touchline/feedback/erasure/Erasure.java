package dev.touchline.feedback.erasure;

import dev.touchline.feedback.core.erasure.CustomerHash;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure came to; all that stays of it.
 *
 * @param by who asked for it
 * @param source null: whichever platform uses the reference
 * @param responses rows of the read model whose words went
 * @param quarantined responses in quarantine whose words went
 * @param deliveries deliveries in quarantine that were emptied
 * @param deliveriesSearched false: the reference is too short to be looked for in deliveries
 */
public record Erasure(
        UUID id,
        Instant at,
        String by,
        @Nullable String source,
        CustomerHash customer,
        int responses,
        int quarantined,
        int deliveries,
        boolean deliveriesSearched) {}
