package dev.touchline.feedback.read;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of {@code COPY}, as the PostgreSQL manual describes it under COPY, File Formats. Half the
 * work of an INSERT with arrays, on both sides.
 */
final class CopyBuffer {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    /** Microseconds from 1970 to 2000, where PostgreSQL begins to count. */
    private static final long EPOCH_2000 = 946_684_800L * Micros.PER_SECOND;

    private static final int NULL = -1;
    private static final int TEXT_OID = 25;

    private byte[] bytes;
    private int length;

    CopyBuffer(int expectedBytes) {
        bytes = new byte[expectedBytes];
        raw(SIGNATURE);
        int4(0);
        int4(0);
    }

    void row(int columns) {
        int2(columns);
    }

    void text(@Nullable String value) {
        if (value == null) {
            int4(NULL);
        } else {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            int4(utf8.length);
            raw(utf8);
        }
    }

    void integer(int value) {
        int4(Integer.BYTES);
        int4(value);
    }

    void integer(long value) {
        int4(Long.BYTES);
        int8(value);
    }

    void time(long micros) {
        integer(micros - EPOCH_2000);
    }

    void uuid(UUID value) {
        int4(2 * Long.BYTES);
        int8(value.getMostSignificantBits());
        int8(value.getLeastSignificantBits());
    }

    void texts(@Nullable List<String> values) {
        if (values == null) {
            int4(NULL);
            return;
        }
        int start = length;
        int4(0);
        int4(values.isEmpty() ? 0 : 1);
        int4(0);
        int4(TEXT_OID);
        if (!values.isEmpty()) {
            int4(values.size());
            int4(1);
            values.forEach(this::text);
        }
        int end = length;
        length = start;
        int4(end - start - Integer.BYTES);
        length = end;
    }

    /** Ends the rows and sends them to a statement {@code COPY … FROM STDIN (FORMAT binary)}. */
    void sendTo(Connection connection, String sql) throws SQLException {
        int2(-1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        copy.writeToCopy(bytes, 0, length);
        copy.endCopy();
    }

    private void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void int2(int value) {
        ensure(Short.BYTES);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    private void int4(int value) {
        ensure(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
    }

    private void int8(long value) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
