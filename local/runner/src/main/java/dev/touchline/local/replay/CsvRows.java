package dev.touchline.local.replay;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;

/** The rows of a CSV with a header; one that cannot be read ends it all, with its line. */
final class CsvRows implements Iterator<Map<String, String>>, AutoCloseable {
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

    private final Path path;
    private final MappingIterator<Map<String, String>> rows;

    CsvRows(Path path, Reader reader) throws IOException {
        this.path = path;
        this.rows = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(reader);
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNextValue();
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    @Override
    public Map<String, String> next() {
        try {
            return rows.nextValue();
        } catch (IOException e) {
            throw inWords(e);
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the reader says itself may quote the row. */
    private UncheckedIOException inWords(IOException e) {
        return new UncheckedIOException(new IOException(
                "%s, line %d: no row of a CSV with this header: too many fields, or a quote that does not end. Mend it and try again."
                        .formatted(path, rows.getCurrentLocation().getLineNr()),
                e));
    }
}
