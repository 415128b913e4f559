package dev.touchline.feedback.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.touchline.kit.http.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A CSV as spreadsheets and HR systems write it: UTF-8 with a byte order mark or without, columns parted by commas or,
 * when the header has none, by semicolons; quotes where needed, any line ends, empty lines skipped.
 *
 * @param rows the cells of each line after the header; a line may have more or fewer than the header
 */
record CsvTable(List<String> header, List<List<String>> rows) {
    private static final ObjectReader LINES = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .build()
            .readerFor(String[].class);

    /** @throws Problem 400 when the body is no CSV, 413 when it has more rows than that */
    static CsvTable read(byte[] body, int mostRows) {
        String text = text(body);
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
        try (MappingIterator<String[]> lines = LINES.with(schema).readValues(text)) {
            List<String> header = lines.hasNextValue() ? cells(lines.nextValue()) : List.of();
            List<List<String>> rows = new ArrayList<>();
            while (lines.hasNextValue()) {
                if (rows.size() == mostRows) {
                    throw ImportReader.tooMany();
                }
                rows.add(cells(lines.nextValue()));
            }
            return new CsvTable(header, rows);
        } catch (JsonProcessingException e) {
            throw ImportReader.unreadable("not CSV at line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static List<String> cells(String[] line) {
        return Arrays.asList(line);
    }

    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ImportReader.unreadable("not UTF-8: save it as CSV UTF-8");
        }
    }

    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }
}
