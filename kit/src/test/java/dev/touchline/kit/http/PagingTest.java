package dev.touchline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    @Test
    void aLimitIsTheCallersWithinBounds() {
        assertThat(Paging.limit("200", 50, 200)).isEqualTo(200);
        assertThat(Paging.limit(null, 50, 200)).isEqualTo(50);
        assertThat(Paging.limit(" ", 50, 200)).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "201", "1.5", "99999999999"})
    void anyOtherLimitIsABadQueryThatNamesTheParameter(String limit) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Paging.limit(limit, 50, 200))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(400))
                .satisfies(problem -> assertThat(problem.causes())
                        .containsExactly(new Problem.Cause("limit", "is a number from 1 to 200")));
    }

    @Test
    void aPageSaysWhereTheNextOneBegins() {
        Page<String> page = Paging.page(Stream.of("a", "b", "c"), 2, Function.identity(), id -> id + "!");

        assertThat(page.items()).isEqualTo(List.of("a!", "b!"));
        assertThat(Paging.after(page.nextCursor())).isEqualTo("b");
    }

    @Test
    void theLastPageSaysThatItIsTheLast() {
        assertThat(Paging.page(Stream.of("a", "b"), 2, Function.identity(), Function.identity())
                        .nextCursor())
                .isNull();
        assertThat(Paging.after(null)).isEmpty();
    }
}
