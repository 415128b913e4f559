package dev.touchline.feedback.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.mapping.BodyFormat;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.webhook.FormBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a body apart, after its format. Never throws, whatever the bytes are. */
final class BodyParser {
    private static final ObjectReader ROWS = new CsvMapper()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.IGNORE_TRAILING_UNMAPPABLE)
            .readerForMapOf(String.class);

    private BodyParser() {}

    /** The parts in their order; more than {@link Limits#RESPONSES} are one part that can't be used. */
    static List<ParsedBody> parse(BodyFormat format, byte[] body) {
        return switch (format) {
            case BodyFormat.Json json -> List.of(json(body, 0, body.length));
            case BodyFormat.JsonLines lines -> lines(body);
            case BodyFormat.Form form -> List.of(form(body));
            case BodyFormat.JsonInFormField(String field) -> List.of(jsonInField(body, field));
            case BodyFormat.Csv(char separator) -> rows(body, separator);
        };
    }

    private static ParsedBody json(byte[] body, int from, int length) {
        Notes notes = new Notes();
        return new ParsedBody(JsonTree.read(body, from, length, notes), notes);
    }

    private static ParsedBody form(byte[] body) {
        Notes notes = new Notes();
        return new ParsedBody(formFields(body, notes), notes);
    }

    private static ParsedBody jsonInField(byte[] body, String field) {
        Notes notes = new Notes();
        String text = formFields(body, notes).get(field);
        if (text == null || text.isBlank()) {
            notes.flaw("", "the form has no field " + field);
            return new ParsedBody(null, notes);
        }
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        return new ParsedBody(JsonTree.read(json, 0, json.length, notes), notes);
    }

    private static Map<String, String> formFields(byte[] body, Notes notes) {
        FormBody form = FormBody.parse(body);
        form.repeated()
                .forEach(name -> notes.warn(Flaws.token(name), "is given twice in the payload: the first counts"));
        if (!form.whole()) {
            notes.flaw("", "the form has more than " + FormBody.MOST + " fields");
        }
        return form.fields();
    }

    private static List<ParsedBody> lines(byte[] body) {
        List<ParsedBody> lines = new ArrayList<>();
        int start = 0;
        while (start < body.length) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!new String(body, start, end - start, StandardCharsets.ISO_8859_1).isBlank()) {
                if (lines.size() == Limits.RESPONSES) {
                    return tooMany();
                }
                lines.add(json(body, start, end - start));
            }
            start = end + 1;
        }
        return lines;
    }

    private static List<ParsedBody> rows(byte[] body, char separator) {
        CsvSchema schema = CsvSchema.emptySchema()
                .withHeader()
                .withColumnSeparator(separator)
                .withNullValue("");
        List<ParsedBody> rows = new ArrayList<>();
        try (MappingIterator<Map<String, String>> in = ROWS.with(schema).readValues(body)) {
            while (in.hasNextValue()) {
                if (rows.size() == Limits.RESPONSES) {
                    return tooMany();
                }
                rows.add(new ParsedBody(in.nextValue(), new Notes()));
            }
        } catch (IOException | RuntimeException e) {
            rows.add(broken(
                    e instanceof JsonProcessingException csv
                                    && csv.getLocation() != null
                                    && csv.getLocation().getLineNr() > 0
                            ? "not CSV at line " + csv.getLocation().getLineNr()
                            : "not CSV"));
        }
        return rows;
    }

    private static List<ParsedBody> tooMany() {
        return List.of(broken("holds more than " + Limits.RESPONSES + " responses"));
    }

    private static ParsedBody broken(String detail) {
        Notes notes = new Notes();
        notes.flaw("", detail);
        return new ParsedBody(null, notes);
    }
}
