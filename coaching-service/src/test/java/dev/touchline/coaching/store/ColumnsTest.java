package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written as an array is what PostgreSQL reads. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class ColumnsTest {
    @Inject
    Database database;

    @Test
    void timesAreToldToTheMicrosecondBeforeAndAfterTheYear2000() {
        List<@Nullable Instant> times = Arrays.asList(
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                null,
                Instant.parse("2000-01-01T00:00:00Z"),
                Instant.parse("2026-11-22T10:11:12.123456Z"),
                Instant.parse("2026-11-22T10:11:12.9999999Z"),
                Instant.parse("0001-01-01T00:00:00Z"));

        assertThat(read("timestamptz", Column.instants(times, time -> time)))
                .containsExactly(
                        "1969-12-31 23:59:59.999999+00",
                        "absent",
                        "2000-01-01 00:00:00+00",
                        "2026-11-22 10:11:12.123456+00",
                        "2026-11-22 10:11:13+00",
                        "0001-01-01 00:00:00+00");
    }

    @Test
    void idsAndDocumentsAreTheSame() {
        List<@Nullable UUID> ids = Arrays.asList(UUID.fromString("019ab3c4-0000-7fff-8000-00000000ffff"), null);
        List<@Nullable String> documents =
                Arrays.asList("{\"a\": \"\\\"quoted\\\", {,} \\\\ שלום 👩‍💻\"}", null, "[]");

        assertThat(read("uuid", Column.uuids(ids, id -> id)))
                .containsExactly("019ab3c4-0000-7fff-8000-00000000ffff", "absent");
        assertThat(read("jsonb", Column.jsons(documents, document -> document)))
                .containsExactly("{\"a\": \"\\\"quoted\\\", {,} \\\\ שלום 👩‍💻\"}", "absent", "[]");
    }

    @Test
    void textsAndNumbersAreTheSame() {
        List<@Nullable String> texts = Arrays.asList("", null, "NULL", "{a,\"b\\\"}", "שלום 👩‍💻\n");

        assertThat(read("text", Column.texts(texts, text -> text)))
                .containsExactly("", "absent", "NULL", "{a,\"b\\\"}", "שלום 👩‍💻\n");
        assertThat(read("int8", Column.longs(Arrays.asList(Long.MIN_VALUE, null), number -> number)))
                .containsExactly("-9223372036854775808", "absent");
        assertThat(read("int4", Column.ints(Arrays.asList(-1, null), number -> number)))
                .containsExactly("-1", "absent");
        assertThat(read("float8", Column.doubles(Arrays.asList(0.1, null), number -> number)))
                .containsExactly("0.1", "absent");
        assertThat(read("bool", Column.booleans(Arrays.asList(true, null), is -> is)))
                .containsExactly("true", "absent");
    }

    @Test
    void noneIsNone() {
        assertThat(read("uuid", Column.uuids(List.<UUID>of(), id -> id))).isEmpty();
        assertThat(read("timestamptz", Column.instants(List.<Instant>of(), time -> time)))
                .isEmpty();
        assertThat(read("text", Column.texts(List.<String>of(), text -> text))).isEmpty();
    }

    private List<String> read(String type, Column column) {
        return database.jdbi().inTransaction(handle -> {
            handle.execute("SET LOCAL TIME ZONE 'UTC'");
            String sql =
                    "SELECT coalesce(v::text, 'absent') AS told FROM unnest(?::%s[]) WITH ORDINALITY AS u (v, place)"
                            + " ORDER BY place";
            return Sql.query(handle, sql.formatted(type), row -> row.getString("told"), column);
        });
    }
}
