package dev.touchline.alerting.core;

import static dev.touchline.alerting.core.Some.each;
import static dev.touchline.alerting.core.Some.filter;
import static dev.touchline.alerting.core.Some.hour;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilterBookTest {
    private final FilterBook book = FilterBook.of(List.of(
            filter("f", 1, hour(0), each(10), Duration.ZERO),
            filter("f", 2, hour(5), each(20), Duration.ZERO),
            new Edition.Ended("f", 3, hour(9)),
            filter("g", 1, hour(1), each(30), Duration.ZERO)));

    @Test
    void theNewestVersionThatIsInForceCounts() {
        assertThat(book.inForceAt(hour(0.5))).extracting(Filter::version).containsExactly(1L);
        assertThat(book.inForceAt(hour(4.999))).extracting(Filter::version).containsExactly(1L, 1L);
        assertThat(book.inForceAt(hour(5))).extracting(Filter::version).containsExactly(2L, 1L);
    }

    @Test
    void beforeItsFirstVersionAndAfterItsDeletionAFilterIsNotThere() {
        assertThat(book.inForceAt(hour(-1))).isEmpty();
        assertThat(book.inForceAt(hour(9))).extracting(Filter::id).containsExactly("g");
    }

    @Test
    void aFurtherVersionMakesAnotherBookAndLeavesThisOne() {
        FilterBook later = book.with(filter("f", 4, hour(10), each(40), Duration.ZERO));

        assertThat(later.find("f", 4)).isPresent();
        assertThat(later.inForceAt(hour(11))).extracting(Filter::id).containsExactly("f", "g");
        assertThat(book.find("f", 4)).isEmpty();
    }

    @Test
    void aVersionPublishedInTimeIsInForceFromItsTimeHoweverOftenItIsPublishedAgain() {
        Filter version = filter("h", 1, hour(2), each(10), Duration.ZERO);
        FilterBook once = FilterBook.EMPTY.published(version, hour(2).minusSeconds(2));
        FilterBook twice = once.published(version, hour(3));
        FilterBook inTheOtherOrder =
                FilterBook.EMPTY.published(version, hour(3)).published(version, hour(2).minusSeconds(2));

        for (FilterBook each : List.of(once, twice, inTheOtherOrder)) {
            assertThat(each.inForceAt(hour(2).minusMillis(1))).isEmpty();
            assertThat(each.inForceAt(hour(2))).hasSize(1);
        }
    }

    @Test
    void aVersionThatWasHeldUpIsInForceOnceItsPublicationHasSettled() {
        Filter version = filter("h", 1, hour(2), each(10), Duration.ZERO);
        FilterBook late = FilterBook.EMPTY.published(version, hour(3));

        assertThat(late.inForceAt(hour(3).plus(FilterBook.SETTLES).minusMillis(1)))
                .isEmpty();
        assertThat(late.inForceAt(hour(3).plus(FilterBook.SETTLES))).hasSize(1);
    }

    @Test
    void aVersionThatCannotBeReadHereIsRecalledAsTheOneBefore() {
        assertThat(book.recall("f", 2)).isEqualTo(book.find("f", 2).orElseThrow());
        assertThat(book.recall("f", 9).version()).isEqualTo(9);
        assertThat(book.recall("f", 9).definition())
                .isEqualTo(book.find("f", 2).orElseThrow().definition());
        assertThat(book.recall("z", 1).definition().enabled()).isFalse();
    }

    @Test
    void aVersionThatDropsATopicNoLongerMarksIt() {
        Definition other = Some.definition(each(100), Duration.ZERO);
        Definition courtesy = new Definition(
                other.name(),
                other.kind(),
                Set.of("courtesy"),
                true,
                other.scope(),
                other.when(),
                other.cooldown(),
                other.freshFor(),
                other.severity());
        FilterBook moved = FilterBook.of(
                List.of(filter("f", 1, hour(0), each(100), Duration.ZERO), new Filter("f", 2, hour(5), courtesy)));

        assertThat(moved.covering(Some.rating("r", Some.TOPIC, hour(4), hour(4), 0)))
                .hasSize(1);
        assertThat(moved.covering(Some.rating("r", Some.TOPIC, hour(6), hour(6), 0)))
                .isEmpty();
    }
}
