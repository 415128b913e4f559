package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.mapping.BodyFormat;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads and compiles mappings; {@code docs/mappings.md} describes the keys. */
public final class MappingReader {
    private static final String VERSION = "1";
    /** Characters of a mapping; the longest shipped one has some thousand. */
    private static final int CHARS = 64 * 1024;

    private static final int DEPTH = 20;

    private MappingReader() {}

    /** What became of a text that should be a mapping. */
    public sealed interface Result {
        /** It can be used. */
        record Compiled(Mapping mapping) implements Result {}

        /**
         * It can't.
         *
         * @param causes all that is wrong, never empty; a pointer names the key, a detail the line, and for a JSONata
         *     expression the character
         */
        record Broken(List<Flaw> causes) implements Result {}
    }

    /** Reads YAML, or JSON, which is YAML. Never throws, whatever the text is. */
    public static Result read(String yaml) {
        List<Flaw> causes = new ArrayList<>();
        Node root = composed(yaml, causes);
        YamlMap map = root == null ? null : YamlMap.of("", root, causes);
        Mapping mapping = map == null ? null : mapping(map);
        return mapping == null || !causes.isEmpty()
                ? new Result.Broken(List.copyOf(causes))
                : new Result.Compiled(mapping);
    }

    private static @Nullable Node composed(String yaml, List<Flaw> causes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CHARS);
        options.setNestingDepthLimit(DEPTH);
        try {
            Node root = new Yaml(options).compose(new StringReader(yaml));
            if (root == null) {
                causes.add(new Flaw("", "the mapping is empty"));
            }
            return root;
        } catch (MarkedYAMLException e) {
            causes.add(new Flaw("", "not YAML" + place(e) + ": " + e.getProblem()));
        } catch (YAMLException e) {
            causes.add(new Flaw("", "not YAML, or more than " + CHARS + " characters, or nested too deeply"));
        }
        return null;
    }

    private static String place(MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? ""
                : " at line " + (e.getProblemMark().getLine() + 1) + ", column "
                        + (e.getProblemMark().getColumn() + 1);
    }

    private static @Nullable Mapping mapping(YamlMap in) {
        String version = in.required("mapping");
        if (version != null && !version.equals(VERSION)) {
            in.complain("mapping", "must be " + VERSION + ", the version of this format");
        }
        String name = in.required("name");
        in.text("description");
        BodyFormat format = format(in);
        YamlMap handshake = in.map("handshake");
        String echo = handshake == null ? null : handshake.required("echo");
        if (handshake != null) {
            handshake.end();
        }
        Mapping mapping = new Mapping(
                name == null ? "" : name,
                format,
                echo,
                VerifyReader.read(in.map("verify")),
                FetchBackRule.read(in.map("fetchBack")),
                ReadingReader.read(in, in.has("fetchBack")),
                in.has("fetchBack") ? fetched(in) : null);
        in.end();
        return mapping;
    }

    private static @Nullable Reading fetched(YamlMap in) {
        YamlMap map = in.map("fetched");
        if (map == null) {
            in.complain("fetched", "is required beside fetchBack: it says how to read what was fetched");
            return null;
        }
        Reading reading = ReadingReader.read(map, false);
        map.end();
        return reading;
    }

    private static BodyFormat format(YamlMap in) {
        YamlMap map = in.isMap("envelope") ? in.map("envelope") : null;
        String type = map == null ? in.text("envelope") : map.required("type");
        BodyFormat format =
                switch (type) {
                    case null -> new BodyFormat.Json();
                    case "json" -> new BodyFormat.Json();
                    case "ndjson" -> new BodyFormat.JsonLines();
                    case "form" -> new BodyFormat.Form();
                    case "json-in-form-field" -> jsonInFormField(in, map);
                    case "csv" -> new BodyFormat.Csv(separator(map));
                    default -> {
                        in.complain("envelope", "must be json, ndjson, form, json-in-form-field or csv");
                        yield new BodyFormat.Json();
                    }
                };
        if (map != null) {
            map.end();
        }
        return format;
    }

    private static BodyFormat jsonInFormField(YamlMap in, @Nullable YamlMap map) {
        String field = map == null ? null : map.required("field");
        if (map == null) {
            in.complain("envelope", "must be {type: json-in-form-field, field: NAME}");
        }
        return new BodyFormat.JsonInFormField(field == null ? "" : field);
    }

    private static char separator(@Nullable YamlMap map) {
        String name = map == null ? null : map.text("separator");
        if (map == null || name == null) {
            return ',';
        }
        return switch (name) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab" -> '\t';
            case "pipe" -> '|';
            default -> {
                map.complain("separator", "must be comma, semicolon, tab or pipe");
                yield ',';
            }
        };
    }
}
