package dev.touchline.goals.core;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What makes a goal SMART, field by field. Every problem is named at once, so that nobody has to try twice. */
public final class SmartRules {
    /** Shortest text that can say anything, in characters. */
    public static final int MIN_SENTENCE = 10;

    /** Longest name of a metric, in characters. */
    public static final int MAX_METRIC = 100;

    /** Longest unit, in characters. */
    public static final int MAX_UNIT = 20;

    /** Largest figure, either way; beyond it nothing in a contact center is counted. */
    public static final BigDecimal MAX_FIGURE = BigDecimal.valueOf(1_000_000_000L);

    /** Most decimal places of a figure. */
    public static final int MAX_DECIMALS = 6;

    private SmartRules() {}

    /** What the rules say of a draft. */
    public sealed interface Verdict {
        record Smart(SmartPlan plan) implements Verdict {}

        /** @param problems at least one, in the order of the letters */
        record NotSmart(List<FieldProblem> problems) implements Verdict {}
    }

    /** @param today the current day in the agent's time zone */
    public static Verdict check(SmartDraft draft, LocalDate today) {
        List<FieldProblem> problems = new ArrayList<>();
        Optional<String> specific = sentence(draft.specific(), "/specific", problems);
        Optional<SmartPlan.Measurable> measurable = measurable(draft.measurable(), problems);
        Optional<String> achievable = sentence(draft.achievable(), "/achievable", problems);
        Optional<String> relevant = sentence(draft.relevant(), "/relevant", problems);
        Optional<LocalDate> timeBound = timeBound(draft.timeBound(), today, problems);
        if (!problems.isEmpty()) {
            return new Verdict.NotSmart(List.copyOf(problems));
        }
        return new Verdict.Smart(new SmartPlan(
                specific.orElseThrow(),
                measurable.orElseThrow(),
                achievable.orElseThrow(),
                relevant.orElseThrow(),
                timeBound.orElseThrow()));
    }

    private static Optional<String> sentence(@Nullable String text, String pointer, List<FieldProblem> problems) {
        return Texts.check(text, pointer, MIN_SENTENCE, Texts.MAX_SENTENCE, problems);
    }

    private static Optional<SmartPlan.Measurable> measurable(
            SmartDraft.@Nullable Measure measure, List<FieldProblem> problems) {
        if (measure == null) {
            problems.add(new FieldProblem("/measurable", "is missing: the metric that moves, from where to where"));
            return Optional.empty();
        }
        Optional<String> metric = Texts.check(measure.metric(), "/measurable/metric", 1, MAX_METRIC, problems);
        Optional<BigDecimal> from = figure(measure.from(), "/measurable/from", problems);
        Optional<BigDecimal> to = figure(measure.to(), "/measurable/to", problems);
        Optional<String> unit = measure.unit() == null
                ? Optional.empty()
                : Texts.check(measure.unit(), "/measurable/unit", 1, MAX_UNIT, problems);
        if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) == 0) {
            problems.add(new FieldProblem("/measurable/to", "equals from: a goal moves its figure"));
        }
        return metric.flatMap(
                name -> from.flatMap(start -> to.map(end -> new SmartPlan.Measurable(name, start, end, unit))));
    }

    private static Optional<BigDecimal> figure(
            @Nullable BigDecimal figure, String pointer, List<FieldProblem> problems) {
        if (figure == null) {
            problems.add(new FieldProblem(pointer, "is missing: a number"));
            return Optional.empty();
        }
        if (figure.abs().compareTo(MAX_FIGURE) > 0
                || figure.stripTrailingZeros().scale() > MAX_DECIMALS) {
            problems.add(new FieldProblem(
                    pointer, "is no figure between -10^9 and 10^9 with at most " + MAX_DECIMALS + " decimal places"));
            return Optional.empty();
        }
        BigDecimal plain = figure.stripTrailingZeros();
        return Optional.of(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    private static Optional<LocalDate> timeBound(@Nullable String text, LocalDate today, List<FieldProblem> problems) {
        if (text == null) {
            problems.add(new FieldProblem("/timeBound", "is missing: the day by which the goal is met"));
            return Optional.empty();
        }
        LocalDate latest = today.plusYears(1);
        Optional<LocalDate> day = date(text);
        if (day.isEmpty()) {
            problems.add(new FieldProblem("/timeBound", "is no date of the form " + latest));
        } else if (!day.get().isAfter(today) || day.get().isAfter(latest)) {
            problems.add(new FieldProblem("/timeBound", "must be after %s and not after %s".formatted(today, latest)));
        }
        return day;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
