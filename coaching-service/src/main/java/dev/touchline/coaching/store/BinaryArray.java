package dev.touchline.coaching.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Arrays of types that the driver writes as text, and the server parses again, in the form in which both could keep
 * them: of what a batch of rows costs, words for times and ids were a good part.
 */
enum BinaryArray {
    UUIDS(Oid.UUID, Oid.UUID_ARRAY),
    INSTANTS(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY),
    JSONS(Oid.JSONB, Oid.JSONB_ARRAY);

    /** PostgreSQL counts microseconds from the year 2000. */
    private static final long EPOCH_SECOND =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final long MICROS = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;
    private static final byte JSONB_VERSION = 1;
    private static final int ABSENT = -1;
    private static final int HEADER = 5 * Integer.BYTES;

    private final int element;
    private final int array;

    BinaryArray(int element, int array) {
        this.element = element;
        this.array = array;
    }

    /** @param elements each as made by {@link #of(UUID)} and its like */
    Array of(Connection connection, byte[] @Nullable [] elements) throws SQLException {
        return new PgArray(connection.unwrap(BaseConnection.class), array, bytes(elements));
    }

    static byte @Nullable [] of(@Nullable UUID id) {
        return id == null
                ? null
                : ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
    }

    /** To the microsecond; what is finer is rounded, as PostgreSQL does. */
    static byte @Nullable [] of(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        long seconds = Math.multiplyExact(instant.getEpochSecond() - EPOCH_SECOND, MICROS);
        long micros = (instant.getNano() + NANOS_A_MICRO / 2) / NANOS_A_MICRO;
        return ByteBuffer.allocate(Long.BYTES).putLong(seconds + micros).array();
    }

    static byte @Nullable [] of(@Nullable String json) {
        if (json == null) {
            return null;
        }
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(JSONB_VERSION).put(text).array();
    }

    /** Dimensions, whether some are absent, type; of the one dimension how many there are and the first index. */
    private byte[] bytes(byte[] @Nullable [] elements) {
        int size = HEADER
                + Arrays.stream(elements)
                        .mapToInt(each -> Integer.BYTES + (each == null ? 0 : each.length))
                        .sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        boolean absent = Arrays.stream(elements).anyMatch(each -> each == null);
        bytes.putInt(elements.length == 0 ? 0 : 1).putInt(absent ? 1 : 0).putInt(element);
        if (elements.length == 0) {
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
        bytes.putInt(elements.length).putInt(1);
        for (byte[] each : elements) {
            if (each == null) {
                bytes.putInt(ABSENT);
            } else {
                bytes.putInt(each.length).put(each);
            }
        }
        return bytes.array();
    }
}
