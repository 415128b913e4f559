package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.mapping.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping's object under reading: notes every key that is wrong, missing or unknown, with its place and line. Scalars
 * are taken as they are written, so that {@code no} stays the word no.
 */
final class YamlMap {
    private final String pointer;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();
    private final List<Flaw> causes;

    private YamlMap(String pointer, MappingNode node, List<Flaw> causes) {
        this.pointer = pointer;
        this.causes = causes;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                causes.add(flaw(pointer, "has a key that is no text", tuple.getKeyNode()));
            } else if (entries.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                causes.add(flaw(pointer + Flaws.token(key.getValue()), "is given twice", key));
            }
        }
    }

    /** The object that a node is; null, and a cause, when it is none. */
    static @Nullable YamlMap of(String pointer, Node node, List<Flaw> causes) {
        if (node instanceof MappingNode object) {
            return new YamlMap(pointer, object, causes);
        }
        causes.add(flaw(pointer, "must be an object", node));
        return null;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** A text or null; empty counts as a mistake. */
    @Nullable
    String text(String key) {
        Node node = take(key);
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        if (node != null) {
            complain(key, "must be a text");
        }
        return null;
    }

    /** As {@link #text}, and a cause when it is missing. */
    @Nullable
    String required(String key) {
        if (!has(key)) {
            complain(key, "is required");
        }
        return text(key);
    }

    @Nullable
    Double number(String key) {
        String text = text(key);
        Double number = text == null ? null : Values.numeral(text);
        if (text != null && number == null) {
            complain(key, "must be a number");
        }
        return number;
    }

    @Nullable
    YamlMap map(String key) {
        Node node = take(key);
        return node == null ? null : of(pointer(key), node, causes);
    }

    /** Whether the value is an object, rather than a text or a list. */
    boolean isMap(String key) {
        return entries.get(key) instanceof MappingNode;
    }

    boolean isList(String key) {
        return entries.get(key) instanceof SequenceNode;
    }

    /** The objects of a list, or the one object that stands there instead. */
    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        List<Node> nodes = nodes(key);
        for (int i = 0; i < nodes.size(); i++) {
            YamlMap map = of(pointer(key) + (isList(key) ? "/" + i : ""), nodes.get(i), causes);
            if (map != null) {
                maps.add(map);
            }
        }
        return maps;
    }

    /** The texts of a list, or the one text that stands there instead. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node node : nodes(key)) {
            if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue());
            } else {
                complain(key, "must hold texts");
            }
        }
        return texts;
    }

    /** The names of all keys. */
    Set<String> keys() {
        return entries.keySet();
    }

    String pointer() {
        return pointer;
    }

    String pointer(String key) {
        return pointer + Flaws.token(key);
    }

    List<Flaw> causes() {
        return causes;
    }

    /** Notes something about a key, or about the object when it has no such key. */
    void complain(String key, String detail) {
        Node node = entries.get(key);
        causes.add(node == null ? new Flaw(pointer(key), detail) : flaw(pointer(key), detail, node));
    }

    /** After the last key was read: whatever was not asked for is unknown. */
    void end() {
        entries.keySet().stream().filter(key -> !read.contains(key)).forEach(key -> complain(key, "unknown key"));
    }

    private List<Node> nodes(String key) {
        Node node = take(key);
        if (node == null) {
            return List.of();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    private @Nullable Node take(String key) {
        read.add(key);
        return entries.get(key);
    }

    private static Flaw flaw(String pointer, String detail, Node node) {
        return new Flaw(pointer, detail + " (line " + (node.getStartMark().getLine() + 1) + ")");
    }
}
