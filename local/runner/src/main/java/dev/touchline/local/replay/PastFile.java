package dev.touchline.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.touchline.local.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A file of past responses as rows of named columns, read as a stream: CSV with a header (RFC 4180), or NDJSON whose
 * top-level fields are the columns.
 */
record PastFile(Path path, Format format, Set<String> header) {
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

    /** How the rows are written. */
    enum Format {
        CSV,
        NDJSON
    }

    /** Looks at the first row; throws {@link IOException} in words when there is none. */
    static PastFile open(Path path) throws IOException {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IOException("There is no file " + path + " that can be read.");
        }
        try (BufferedReader reader = reader(path)) {
            String first =
                    reader.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
            if (first.startsWith("{")) {
                return new PastFile(path, Format.NDJSON, row(Json.read(first)).keySet());
            }
        }
        try (Reader reader = reader(path);
                MappingIterator<Map<String, String>> rows = csv(reader)) {
            if (!rows.hasNext()) {
                throw new IOException(path + " holds no rows below its header.");
            }
            return new PastFile(
                    path, Format.CSV, new LinkedHashSet<>(rows.next().keySet()));
        }
    }

    /** Whether the lines are responses already as the ingest takes them, so that no mapping is needed. */
    boolean canonical() {
        return format == Format.NDJSON && header.containsAll(Set.of("responseId", "respondedAt", "ratings"));
    }

    /** Every row from the first; to be closed. */
    Stream<Map<String, String>> rows() throws IOException {
        return switch (format) {
            case NDJSON -> trees().map(PastFile::row);
            case CSV -> {
                Reader reader = reader(path);
                Iterator<Map<String, String>> rows = csv(reader);
                Iterable<Map<String, String>> all = () -> rows;
                yield StreamSupport.stream(all.spliterator(), false).onClose(() -> close(reader));
            }
        };
    }

    /** Every line of an NDJSON file as a tree; to be closed. */
    Stream<JsonNode> trees() throws IOException {
        BufferedReader reader = reader(path);
        return reader.lines().filter(line -> !line.isBlank()).map(Json::read).onClose(() -> close(reader));
    }

    private static MappingIterator<Map<String, String>> csv(Reader reader) throws IOException {
        return CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(reader);
    }

    private static Map<String, String> row(JsonNode tree) {
        Map<String, String> row = new LinkedHashMap<>();
        tree.properties()
                .forEach(field -> row.put(
                        field.getKey(),
                        field.getValue().isValueNode() && !field.getValue().isNull()
                                ? field.getValue().asText()
                                : ""));
        return row;
    }

    /** UTF-8, past the byte order mark that spreadsheets put first. */
    private static BufferedReader reader(Path path) throws IOException {
        BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static void close(Reader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
