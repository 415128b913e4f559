package dev.touchline.feedback.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.store.ImportRow;
import dev.touchline.kit.http.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an import; what is wrong with a row stays with the row. */
final class ImportReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    private static final Set<String> COLUMNS = Set.of("agent", "name", "team", "aliases", "startedOn");
    private static final Set<String> REQUIRED = Set.of("agent", "name", "team");

    private ImportReader() {}

    /** @throws Problem 400 when the body is no JSON array */
    static List<ImportRow> json(byte[] body) {
        try {
            JsonNode array = JSON.readTree(body);
            if (!array.isArray()) {
                throw unreadable("must be an array of agents");
            }
            List<ImportRow> rows = new ArrayList<>(array.size());
            array.forEach(element -> rows.add(row(element)));
            return rows;
        } catch (JsonProcessingException e) {
            throw unreadable("not JSON at line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** @throws Problem 400 when the body is no CSV or its header is not right */
    static List<ImportRow> csv(byte[] body) {
        CsvSchema schema = CsvSchema.emptySchema().withHeader();
        try (MappingIterator<Map<String, String>> lines =
                CSV.readerForMapOf(String.class).with(schema).readValues(body)) {
            List<ImportRow> rows = new ArrayList<>();
            while (lines.hasNextValue()) {
                Map<String, String> line = lines.nextValue();
                if (rows.isEmpty()) {
                    checkHeader((CsvSchema) lines.getParserSchema());
                }
                rows.add(row(line));
            }
            return rows;
        } catch (JsonProcessingException e) {
            throw unreadable("not CSV at line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static void checkHeader(CsvSchema schema) {
        Set<String> header = new TreeSet<>(schema.getColumnNames());
        List<Flaw> flaws = new ArrayList<>();
        header.stream()
                .filter(column -> !COLUMNS.contains(column))
                .forEach(column -> flaws.add(new Flaw(Flaws.token(column), "unknown column")));
        REQUIRED.stream()
                .filter(column -> !header.contains(column))
                .sorted()
                .forEach(column -> flaws.add(new Flaw(Flaws.token(column), "column is missing")));
        if (!flaws.isEmpty()) {
            throw Problems.of(400, "The header is not right", flaws);
        }
    }

    private static ImportRow row(JsonNode element) {
        Flaws flaws = new Flaws();
        try {
            ImportBody body = element.isObject() ? JSON.treeToValue(element, ImportBody.class) : null;
            if (body != null) {
                return row(body, flaws);
            }
            flaws.add("", "must be an object");
        } catch (JsonMappingException e) {
            flaws.add(pointer(e), "unknown field or wrong type");
        } catch (JsonProcessingException e) {
            flaws.add("", "cannot be read");
        }
        return new ImportRow(element.path("agent").asText(""), null, null, null, null, flaws);
    }

    private static ImportRow row(Map<String, String> line) {
        Flaws flaws = new Flaws();
        List<AgentBody.@Nullable AliasBody> aliases = aliases(line.get("aliases"), flaws);
        return row(
                new ImportBody(
                        given(line, "agent"),
                        given(line, "name"),
                        given(line, "team"),
                        aliases,
                        given(line, "startedOn")),
                flaws);
    }

    private static ImportRow row(ImportBody body, Flaws flaws) {
        return new ImportRow(
                Objects.requireNonNullElse(body.agent(), ""),
                body.name(),
                body.team(),
                body.aliases() == null ? null : AgentBody.drafts(body.aliases(), flaws),
                Reading.date("/startedOn", body.startedOn(), flaws),
                flaws);
    }

    private static @Nullable List<AgentBody.@Nullable AliasBody> aliases(@Nullable String column, Flaws flaws) {
        if (column == null || column.isBlank()) {
            return null;
        }
        List<AgentBody.@Nullable AliasBody> aliases = new ArrayList<>();
        for (String alias : column.split(";", -1)) {
            int colon = alias.indexOf(':');
            if (colon < 0) {
                flaws.add("/aliases", "must be written as kind:value, joined by semicolons");
            } else {
                aliases.add(new AgentBody.AliasBody(
                        alias.substring(0, colon).strip(),
                        alias.substring(colon + 1).strip(),
                        null,
                        null));
            }
        }
        return aliases;
    }

    private static @Nullable String given(Map<String, String> line, String column) {
        String value = line.get(column);
        return value == null || value.isBlank() ? null : value;
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> Flaws.token(
                        step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private static Problem unreadable(String detail) {
        return Problems.of(400, "The body cannot be read", List.of(new Flaw("", detail)));
    }
}
