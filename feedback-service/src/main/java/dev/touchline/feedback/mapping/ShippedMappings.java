package dev.touchline.feedback.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The mappings that come with Touchline: to be used as they are, or as the start of one's own. */
public final class ShippedMappings {
    /** Their names, in alphabetical order. */
    public static final List<String> NAMES = List.of(
            "chatwoot",
            "cloudevents",
            "csv",
            "delighted",
            "formbricks",
            "qualtrics-subscription",
            "qualtrics-subscription-signed",
            "qualtrics-workflow",
            "typeform",
            "zendesk-rating",
            "zendesk-trigger");

    private ShippedMappings() {}

    /**
     * The YAML of one.
     *
     * @throws IllegalArgumentException when no mapping of that name is shipped
     */
    public static String yaml(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("No mapping of that name is shipped");
        }
        try (InputStream in = ShippedMappings.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The mapping " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading a resource failed", e);
        }
    }
}
