package dev.touchline.feedback.core.signature;

import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.core.webhook.FormBody;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in a request something stands that belongs to its signature. */
public sealed interface Place {
    /** How an administrator would call it. */
    String describe();

    /** What stands there; empty when it was not sent. */
    List<String> in(Delivery delivery);

    /**
     * In a header.
     *
     * @param prefix what comes before each value, such as {@code sha256=}; may be empty
     * @param separator what stands between values when there are several, such as a space or a comma; null: there is
     *     one
     */
    record Header(String name, String prefix, @Nullable String separator) implements Place {
        /** More signatures than a sender that changes its keys has any use for. */
        private static final int MOST = 10;

        @Override
        public String describe() {
            return "the header " + name;
        }

        @Override
        public List<String> in(Delivery delivery) {
            String header = delivery.header(name);
            if (header == null) {
                return List.of();
            }
            List<String> values = separator == null ? List.of(header) : List.of(header.split(quoted(separator), MOST));
            return values.stream()
                    .map(String::strip)
                    .filter(value -> value.startsWith(prefix) && value.length() > prefix.length())
                    .map(value -> value.substring(prefix.length()))
                    .toList();
        }

        private static String quoted(String separator) {
            return Pattern.quote(separator);
        }
    }

    /** In a field of a form-urlencoded body. */
    record FormField(String name) implements Place {
        @Override
        public String describe() {
            return "the form field " + name;
        }

        @Override
        public List<String> in(Delivery delivery) {
            String value = FormBody.parse(delivery.body()).fields().get(name);
            return value == null || value.isBlank() ? List.of() : List.of(value.strip());
        }
    }
}
