package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a backtest tries, and by what it judges.
 *
 * @param draft counted as enabled, whatever it says
 * @param live what to compare with; counted as enabled too
 * @param grace how late a response may be and still count
 * @param usual what was usual then, as {@link UsualPass} finds it; needed when it {@link #comparesWithUsual}
 */
public record Trying(
        Definition draft,
        Optional<Definition> live,
        Duration grace,
        Snapshots usual,
        Outcomes outcomes,
        Period period) {

    /** How far before the period responses have an effect in it. */
    public Duration lookBack() {
        Duration needed = draft.lookBack();
        return live.map(Definition::lookBack)
                .filter(other -> other.compareTo(needed) > 0)
                .orElse(needed);
    }

    /** Both as filters that have always been in force; their ids are the names of the sides. */
    FilterBook book() {
        List<Filter> filters = new ArrayList<>();
        filters.add(filter(Side.DRAFT, draft));
        live.ifPresent(definition -> filters.add(filter(Side.LIVE, definition)));
        return FilterBook.of(filters);
    }

    /** Topics at which either looks; ratings on others need not be heard. */
    public Set<String> topics() {
        Set<String> topics = new HashSet<>(draft.topics());
        live.ifPresent(definition -> topics.addAll(definition.topics()));
        return Set.copyOf(topics);
    }

    /** Whether either compares with what is usual, which takes a pass of its own. */
    public boolean comparesWithUsual() {
        return draft.comparesWithUsual()
                || live.filter(Definition::comparesWithUsual).isPresent();
    }

    /** Whether either looks at what customers wrote. */
    public boolean looksAtWords() {
        return draft.looksAtWords() || live.filter(Definition::looksAtWords).isPresent();
    }

    private static Filter filter(Side side, Definition definition) {
        return new Filter(side.name().toLowerCase(Locale.ROOT), 1, Instant.MIN, definition.switchedOn());
    }
}
