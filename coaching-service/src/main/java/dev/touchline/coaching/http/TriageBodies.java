package dev.touchline.coaching.http;

import dev.touchline.coaching.core.triage.Owners;
import dev.touchline.coaching.core.triage.Owners.Owner;
import dev.touchline.coaching.http.TriageJson.ContactDraft;
import dev.touchline.coaching.http.TriageJson.OwnerJson;
import dev.touchline.kit.http.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What triage is told, checked field by field. */
final class TriageBodies {
    static final int MOST_CASES = 500;
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int MOST_OWNERS = 500;
    private static final int LONGEST = 200;

    private TriageBodies() {}

    /** The whole list. */
    @Schema(name = "TriageOwnersDraft")
    record OwnersDraft(
            @Schema(required = true, maxItems = MOST_OWNERS) @Nullable
            List<@Nullable OwnerJson> owners) {}

    /** 400 with every field that is wrong. */
    static Owners owners(@Nullable OwnersDraft body) {
        List<Problem.Cause> causes = new ArrayList<>();
        List<@Nullable OwnerJson> given = new ArrayList<>();
        if (body != null && body.owners() != null) {
            given.addAll(body.owners());
        }
        if (body == null || body.owners() == null || given.size() > MOST_OWNERS) {
            causes.add(new Problem.Cause("/owners", "is a list of at most " + MOST_OWNERS));
        }
        List<Owner> owners = new ArrayList<>();
        Set<List<@Nullable String>> seen = new HashSet<>();
        for (int index = 0; index < Math.min(given.size(), MOST_OWNERS); index++) {
            OwnerJson each = Objects.requireNonNullElse(given.get(index), new OwnerJson(null, null, null, null));
            Owner owner = owner("/owners/" + index, each, causes);
            if (!seen.add(Arrays.asList(owner.cause(), owner.topic()))) {
                causes.add(new Problem.Cause("/owners/" + index, "names a second owner of the same cause and topic"));
            }
            owners.add(owner);
        }
        refuse("Not a list of owners", causes);
        return new Owners(owners);
    }

    private static Owner owner(String where, OwnerJson given, List<Problem.Cause> causes) {
        String cause = Objects.requireNonNullElse(given.cause(), "");
        if (!Owners.CAUSES.contains(cause)) {
            causes.add(new Problem.Cause(where + "/cause", "is one of " + String.join(", ", Owners.CAUSES)));
        }
        String topic = given.topic();
        if (topic != null && !TOPIC.matcher(topic).matches()) {
            causes.add(new Problem.Cause(where + "/topic", "is a topic: 1 to 64 of a-z, 0-9 and -"));
        }
        return new Owner(
                cause, topic, name(where + "/name", given.name(), causes), contact(where, given.contact(), causes));
    }

    /** Whoever is to have it instead of whom the list names; null: nobody is named. */
    static @Nullable ContactDraft to(@Nullable ContactDraft given, List<Problem.Cause> causes) {
        return given == null
                ? null
                : new ContactDraft(name("/to/name", given.name(), causes), contact("/to", given.contact(), causes));
    }

    static List<UUID> items(@Nullable List<@Nullable UUID> given, List<Problem.Cause> causes) {
        Set<UUID> items = new LinkedHashSet<>();
        if (given != null) {
            for (UUID each : given) {
                if (each != null) {
                    items.add(each);
                }
            }
        }
        if (given == null || given.isEmpty() || given.size() > MOST_CASES || items.size() != given.size()) {
            causes.add(new Problem.Cause("/items", "names 1 to " + MOST_CASES + " items, each once"));
        }
        return List.copyOf(items);
    }

    static @Nullable String note(@Nullable String given, List<Problem.Cause> causes) {
        return StepBodies.note("/note", given, causes);
    }

    static void refuse(String title, List<Problem.Cause> causes) {
        if (!causes.isEmpty()) {
            throw new Problem(400, title, causes);
        }
    }

    private static String name(String where, @Nullable String given, List<Problem.Cause> causes) {
        if (given == null || given.isBlank() || given.length() > LONGEST || given.indexOf('\0') >= 0) {
            causes.add(new Problem.Cause(where, "is 1 to " + LONGEST + " characters without U+0000"));
        }
        return given == null ? "" : given.strip();
    }

    private static @Nullable String contact(String where, @Nullable String given, List<Problem.Cause> causes) {
        if (given != null && (given.length() > LONGEST || given.indexOf('\0') >= 0)) {
            causes.add(new Problem.Cause(where + "/contact", "is at most " + LONGEST + " characters without U+0000"));
        }
        return given == null || given.isBlank() ? null : given.strip();
    }
}
