package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.signature.KeyForm;
import dev.touchline.feedback.core.signature.Place;
import dev.touchline.feedback.core.signature.SignatureScheme;
import dev.touchline.feedback.core.signature.SignatureScheme.Algorithm;
import dev.touchline.feedback.core.signature.SignatureScheme.Encoding;
import dev.touchline.feedback.core.signature.SignedText;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads how a platform signs. */
final class VerifyReader {
    private static final Duration LONGEST = Duration.ofDays(1);

    private VerifyReader() {}

    static @Nullable SignatureScheme read(@Nullable YamlMap in) {
        if (in == null) {
            return null;
        }
        if (!in.has("signature")) {
            in.complain("signature", "is required");
        }
        Place signature = place(in.map("signature"));
        Algorithm algorithm = one(in, "algorithm", Algorithm.values(), Algorithm::wire);
        Encoding encoding = one(in, "encoding", Encoding.values(), Encoding::wire);
        SignedText signed = signed(in);
        Place timestamp = place(in.map("timestamp"));
        Place id = place(in.map("id"));
        KeyForm key = key(in);
        Duration tolerance = tolerance(in, signed != null && signed.needsTimestamp());
        in.end();
        if (signature == null || algorithm == null || encoding == null || signed == null || key == null) {
            return null;
        }
        try {
            return new SignatureScheme(signature, algorithm, encoding, signed, timestamp, id, key, tolerance);
        } catch (IllegalArgumentException e) {
            in.complain("signed", e.getMessage() == null ? "does not fit" : e.getMessage());
            return null;
        }
    }

    private static @Nullable Place place(@Nullable YamlMap in) {
        if (in == null) {
            return null;
        }
        String header = in.text("header");
        String field = in.text("formField");
        String prefix = in.text("prefix");
        String separator = separator(in);
        in.end();
        if (header != null && field == null) {
            return new Place.Header(header, prefix == null ? "" : prefix, separator);
        }
        if (header != null || field == null) {
            in.complain("header", "there must be either header or formField");
            return null;
        }
        if (prefix != null || separator != null) {
            in.complain("formField", "takes neither prefix nor separator");
        }
        return new Place.FormField(field);
    }

    private static @Nullable String separator(YamlMap in) {
        String name = in.text("separator");
        return switch (name) {
            case null -> null;
            case "space" -> " ";
            case "comma" -> ",";
            case "semicolon" -> ";";
            default -> {
                in.complain("separator", "must be space, comma or semicolon");
                yield null;
            }
        };
    }

    private static @Nullable SignedText signed(YamlMap in) {
        String pattern = in.required("signed");
        try {
            return pattern == null ? null : SignedText.parse(pattern);
        } catch (IllegalArgumentException e) {
            in.complain("signed", e.getMessage() == null ? "does not fit" : e.getMessage());
            return null;
        }
    }

    private static @Nullable KeyForm key(YamlMap in) {
        if (in.isMap("key")) {
            YamlMap map = in.map("key");
            String id = map == null ? null : map.required("idAndSecret");
            if (map != null) {
                map.end();
            }
            return id == null ? null : new KeyForm.IdAndSecret(id);
        }
        String form = in.text("key");
        return switch (form) {
            case null -> new KeyForm.Raw();
            case "raw" -> new KeyForm.Raw();
            case "whsec" -> new KeyForm.Whsec();
            default -> {
                in.complain("key", "must be raw, whsec or {idAndSecret: CLIENT-ID}");
                yield null;
            }
        };
    }

    private static @Nullable Duration tolerance(YamlMap in, boolean timed) {
        String text = in.text("tolerance");
        if (text == null) {
            return timed ? Duration.ofMinutes(5) : null;
        }
        if (text.equals("none")) {
            return null;
        }
        try {
            Duration tolerance = Duration.parse(text);
            if (tolerance.isPositive() && tolerance.compareTo(LONGEST) <= 0) {
                return tolerance;
            }
        } catch (DateTimeException e) {
            // said below
        }
        in.complain("tolerance", "must be an ISO 8601 duration up to a day, such as PT5M, or none");
        return null;
    }

    private static <T> @Nullable T one(YamlMap in, String key, T[] values, Function<T, String> wire) {
        String text = in.required(key);
        for (T value : values) {
            if (wire.apply(value).equals(text)) {
                return value;
            }
        }
        if (text != null) {
            String names = String.join(", ", Arrays.stream(values).map(wire).toList());
            in.complain(key, "must be one of " + names);
        }
        return null;
    }
}
