package dev.touchline.feedback.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.store.ImportRow;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.http.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an import; what is wrong with a row stays with the row. */
final class ImportReader {
    /** Most rows of one import. */
    static final int ROWS = 100_000;

    private static final ObjectMapper JSON = strict();
    private static final Set<String> COLUMNS = Set.of("agent", "name", "team", "aliases", "startedOn");
    private static final List<String> REQUIRED = List.of("agent", "name", "team");

    private ImportReader() {}

    /** @throws Problem 400 when the body is no JSON array, 413 when it is too long */
    static List<ImportRow> json(byte[] body) {
        try {
            JsonNode array = JSON.readTree(body);
            if (!array.isArray()) {
                throw unreadable("must be an array of agents");
            }
            if (array.size() > ROWS) {
                throw tooMany();
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

    /** @throws Problem 400 when the body is no CSV or its header is not right, 413 when it is too long */
    static List<ImportRow> csv(byte[] body) {
        CsvTable table = CsvTable.read(body, ROWS);
        checkHeader(table.header());
        List<ImportRow> rows = new ArrayList<>(table.rows().size());
        table.rows().forEach(cells -> rows.add(row(table.header(), cells)));
        return rows;
    }

    static Problem unreadable(String detail) {
        return Problems.of(400, "The body cannot be read", List.of(new Flaw("", detail)));
    }

    static Problem tooMany() {
        return Problem.of(413, "Too many rows", "An import holds at most " + ROWS + "; send it in parts.");
    }

    private static ObjectMapper strict() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        new StrictJson().customize(mapper);
        return mapper;
    }

    private static void checkHeader(List<String> header) {
        Set<String> seen = new HashSet<>();
        List<Flaw> flaws = new ArrayList<>();
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                flaws.add(new Flaw(Flaws.token(column), "unknown column"));
            } else if (!seen.add(column)) {
                flaws.add(new Flaw(Flaws.token(column), "is given twice"));
            }
        }
        REQUIRED.stream()
                .filter(column -> !seen.contains(column))
                .forEach(column -> flaws.add(new Flaw(Flaws.token(column), "column is missing")));
        if (!flaws.isEmpty()) {
            throw Problems.of(400, "The header is not right", flaws);
        }
    }

    private static ImportRow row(JsonNode element) {
        Flaws flaws = new Flaws();
        if (!element.isObject()) {
            flaws.add("", "must be an object");
            return new ImportRow.Unreadable(flaws.list());
        }
        element.fieldNames().forEachRemaining(name -> {
            if (!COLUMNS.contains(name)) {
                flaws.add(Flaws.token(name), "unknown field");
            }
        });
        if (!flaws.none()) {
            return new ImportRow.Unreadable(flaws.list());
        }
        try {
            return row(JSON.treeToValue(element, ImportBody.class), flaws);
        } catch (JsonMappingException e) {
            flaws.add(pointer(e), "unknown field or wrong type");
        } catch (JsonProcessingException e) {
            flaws.add("", "cannot be read");
        }
        return new ImportRow.Unreadable(flaws.list());
    }

    private static ImportRow row(List<String> header, List<String> cells) {
        Flaws flaws = new Flaws();
        if (cells.stream().skip(header.size()).anyMatch(cell -> !cell.isBlank())) {
            flaws.add(
                    "",
                    "has " + cells.size() + " cells under a header of " + header.size()
                            + "; a text that holds the separator needs quotes");
            return new ImportRow.Unreadable(flaws.list());
        }
        Map<String, String> line = new HashMap<>();
        for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
            line.put(header.get(i), cells.get(i));
        }
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
        return new ImportRow.Read(
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
            if (colon >= 0) {
                aliases.add(new AgentBody.AliasBody(
                        alias.substring(0, colon).strip(),
                        alias.substring(colon + 1).strip(),
                        null,
                        null));
            } else if (!alias.isBlank()) {
                flaws.add("/aliases", "must be written as kind:value, joined by semicolons");
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
}
