package dev.touchline.coaching.core.triage;

import dev.touchline.coaching.core.DismissCause;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who looks after what was not the agent's doing. */
public record Owners(List<Owner> all) {
    /** The causes that are nobody's coaching. A duplicate is: somebody else looks after it. */
    public static final List<String> CAUSES = List.of(
            DismissCause.POLICY.word(),
            DismissCause.PRODUCT.word(),
            DismissCause.TOOL.word(),
            DismissCause.WRONG_AGENT.word(),
            DismissCause.ABUSIVE.word());

    public Owners {
        all = List.copyOf(all);
        Set<List<@Nullable String>> seen = new HashSet<>();
        for (Owner owner : all) {
            if (!seen.add(owner.of())) {
                throw new IllegalArgumentException("Two owners of " + owner.of());
            }
        }
    }

    /**
     * Somebody and what is theirs.
     *
     * @param topic absent: all topics that nobody is named for
     * @param contact how to reach them: a mailbox, a channel, a board
     */
    public record Owner(
            String cause,
            @Nullable String topic,
            String name,
            @Nullable String contact) {
        List<@Nullable String> of() {
            return java.util.Arrays.asList(cause, topic);
        }
    }

    /** Who is named for the topic, else for the cause. */
    public Optional<Owner> of(String cause, String topic) {
        return find(cause, topic).or(() -> find(cause, null));
    }

    private Optional<Owner> find(String cause, @Nullable String topic) {
        return all.stream()
                .filter(owner -> owner.cause().equals(cause) && Objects.equals(owner.topic(), topic))
                .findFirst();
    }
}
