package dev.touchline.alerting.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;

/**
 * Filters as YAML for a repository: a document each, fields in the order of the API, so that a change shows as the line
 * that changed. What is read has bounds, and no aliases: a few lines of those can stand for gigabytes.
 */
public final class FilterYaml {
    /** Most documents read at once. */
    public static final int DOCUMENTS = 1_000;

    private static final int CHARACTERS = 4_000_000;
    private static final int DEPTH = 20;

    private static final YAMLMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .stringQuotingChecker(new Quoting())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .loaderOptions(options())
            .build());

    private FilterYaml() {}

    /** Quotes also whatever a reader might take for a number: {@code 1e3}, {@code 0x1F}, {@code 1_000}, {@code .5}. */
    private static final class Quoting extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;
        private static final String BEGIN = "0123456789+-.";

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || !value.isEmpty() && BEGIN.indexOf(value.charAt(0)) >= 0;
        }
    }

    /** A text that is no YAML, or goes beyond the bounds; says where. */
    public static final class NotYaml extends Exception {
        NotYaml(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Each filter begins with its id. */
    public static String write(String id, JsonNode definition) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("id", id);
        definition.properties().forEach(field -> document.set(field.getKey(), field.getValue()));
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always writable", e);
        }
    }

    /** All documents of a text. */
    public static List<JsonNode> read(String text) throws NotYaml {
        if (text.length() > CHARACTERS) {
            throw new NotYaml("more than " + CHARACTERS + " characters");
        }
        checkBounds(text);
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(MAPPER.readTree(parser));
            }
            return documents;
        } catch (JsonProcessingException e) {
            throw new NotYaml("line " + e.getLocation().getLineNr() + ": " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("A text is always readable", e);
        }
    }

    private static void checkBounds(String text) throws NotYaml {
        int depth = 0;
        int documents = 0;
        try {
            for (Event event : new Yaml(options()).parse(new StringReader(text))) {
                int line = event.getStartMark().getLine() + 1;
                documents += event instanceof DocumentStartEvent ? 1 : 0;
                depth += event instanceof CollectionStartEvent ? 1 : 0;
                depth -= event instanceof CollectionEndEvent ? 1 : 0;
                if (event instanceof AliasEvent) {
                    throw new NotYaml("line " + line + ": aliases are not read; write it out");
                }
                if (depth > DEPTH) {
                    throw new NotYaml("line " + line + ": nested more than " + DEPTH + " deep");
                }
                if (documents > DOCUMENTS) {
                    throw new NotYaml("line " + line + ": more than " + DOCUMENTS + " documents");
                }
            }
        } catch (MarkedYAMLException e) {
            String line = e.getProblemMark() == null
                    ? ""
                    : "line " + (e.getProblemMark().getLine() + 1) + ": ";
            throw new NotYaml(line + e.getProblem());
        } catch (YAMLException e) {
            throw new NotYaml(firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not YAML");
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CHARACTERS);
        options.setNestingDepthLimit(DEPTH);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        return options;
    }
}
