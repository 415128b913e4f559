package dev.touchline.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import dev.touchline.local.replay.RowMapper.Mapped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A file of past responses as rows of named columns, read as a stream: CSV with a header (RFC 4180), or NDJSON whose
 * top-level fields are the columns.
 */
record PastFile(Path path, Format format, Set<String> header) {
    /** How the rows are written. */
    enum Format {
        CSV,
        NDJSON
    }

    /** Looks at the first row; throws {@link IOException} in words when there is none, or the file is not UTF-8. */
    static PastFile open(Path path) throws IOException {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IOException("There is no file " + path + " that can be read.");
        }
        Utf8.require(path);
        try (BufferedReader reader = reader(path)) {
            String first =
                    reader.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
            if (first.startsWith("{")) {
                return new PastFile(
                        path, Format.NDJSON, row(firstTree(path, first)).keySet());
            }
        }
        try (CsvRows rows = new CsvRows(path, reader(path))) {
            if (!rows.hasNext()) {
                throw new IOException(path + " holds no rows below its header.");
            }
            return new PastFile(
                    path, Format.CSV, new LinkedHashSet<>(rows.next().keySet()));
        }
    }

    private static JsonNode firstTree(Path path, String line) throws IOException {
        try {
            return Json.read(line);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    path + " begins like NDJSON, but its first line is no JSON object; each line must be one.", e);
        }
    }

    /** Whether the lines are responses already as the ingest takes them, so that no mapping is needed. */
    boolean canonical() {
        return format == Format.NDJSON && header.containsAll(Set.of("responseId", "respondedAt", "ratings"));
    }

    /**
     * What every row from the first comes to; to be closed. A CSV that breaks off throws {@link UncheckedIOException}
     * in words.
     */
    Stream<Mapped> rows(Function<Map<String, String>, Mapped> read) throws IOException {
        return switch (format) {
            case NDJSON -> trees(tree -> read.apply(row(tree)));
            case CSV -> {
                CsvRows rows = new CsvRows(path, reader(path));
                Iterable<Map<String, String>> all = () -> rows;
                yield StreamSupport.stream(all.spliterator(), false).map(read).onClose(rows::close);
            }
        };
    }

    /** What every line of an NDJSON file comes to; to be closed. */
    Stream<Mapped> trees(Function<JsonNode, Mapped> read) throws IOException {
        BufferedReader reader = reader(path);
        AtomicLong number = new AtomicLong();
        return reader.lines()
                .map(line -> new Line(number.incrementAndGet(), line))
                .filter(line -> !line.text().isBlank())
                .map(line -> line.tree()
                        .map(read)
                        .orElseGet(
                                () -> new Mapped.Unreadable("line %d is not a JSON object".formatted(line.number()))))
                .onClose(() -> close(reader));
    }

    private record Line(long number, String text) {
        Optional<JsonNode> tree() {
            try {
                return Optional.of(Json.read(text)).filter(JsonNode::isObject);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
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
