package dev.touchline.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.bench.load.SurveyPosts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
    @Test
    void numbersAreFoundWhereverTheyStand() {
        // given
        byte[] page = bytes(
                "{\"items\":[{\"evidence\":[{\"responseId\":\"%s\"},{\"responseId\":\"other-1\"}]},{\"responseId\":\"%s\"}]}"
                        .formatted(SurveyPosts.responseId(42), SurveyPosts.responseId(9_876_543_210L)));

        // when
        List<Long> found = new ArrayList<>();
        SeenIds.scan(page, found::add);

        // then
        assertThat(found).containsExactly(42L, 9_876_543_210L);
    }

    @Test
    void aPageThatIsTheLastHasNoCursor() {
        assertThat(SeenIds.nextCursor(bytes("{\"items\":[]}"))).isNull();
        assertThat(SeenIds.nextCursor(bytes("{\"items\":[],\"nextCursor\":\"abc_-1\"}")))
                .isEqualTo("abc_-1");
    }

    @Test
    void onlyAPageOfNothingButNewOnesAsksForMore() {
        // given
        Sightings sightings = new Sightings(10, 3);

        // then
        assertThat(sightings.note(page(10, 11))).isTrue();
        assertThat(sightings.note(page(11, 12))).isFalse();
        assertThat(sightings.note(page())).isFalse();
        assertThat(sightings.note(page(99))).isFalse();
        assertThat(sightings.seen()).isEqualTo(3);
    }

    @Test
    void theFirstSightCounts() {
        // given
        Sightings sightings = new Sightings(10, 1);
        sightings.note(page(10));
        long first = sightings.seenAt(0);

        // when
        sightings.note(page(10));

        // then
        assertThat(sightings.seenAt(0)).isEqualTo(first).isNotZero();
        assertThat(sightings.seen()).isEqualTo(1);
    }

    private static byte[] page(long... ids) {
        StringBuilder page = new StringBuilder("[");
        for (long id : ids) {
            page.append("{\"responseId\":\"").append(SurveyPosts.responseId(id)).append("\"}");
        }
        return bytes(page.append(']').toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
