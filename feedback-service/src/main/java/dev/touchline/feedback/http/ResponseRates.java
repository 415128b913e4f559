package dev.touchline.feedback.http;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.core.metric.Offered;
import dev.touchline.feedback.core.metric.ResponseRate;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Assignment;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.read.Insights;
import dev.touchline.feedback.read.Insights.Answered;
import dev.touchline.feedback.store.OfferedSurveys;
import dev.touchline.feedback.store.OfferedSurveys.Stint;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Puts together how many customers were asked and how many answered. What is compared is of the same days: answers
 * count from the first day that was reported about to the last, so that neither a platform that has just begun to
 * report nor a day that is not over yet make the rate better than it is.
 */
@Singleton
@Startup // a floor that can't be is found at once
public class ResponseRates {
    private static final String ANY_TEAM = "";

    private final Insights insights;
    private final OfferedSurveys offered;
    private final RosterView view;
    private final double floor;

    ResponseRates(Insights insights, OfferedSurveys offered, RosterView view, FeedbackConfig config) {
        this.insights = insights;
        this.offered = offered;
        this.view = view;
        this.floor = floor(config);
    }

    /** The rate of an agent's time in a team. */
    record Rate(String agent, String team, ResponseRate rate) {}

    /** Below it a rate is warned of; 0 to 1. */
    double floor() {
        return floor;
    }

    /** Of all who answered for these teams or should have: those whose customers were asked. */
    List<Rate> of(Collection<String> teams, Period.Days days) {
        List<Offered> asked = offered.during(view.roster()
                .agentsAfter("")
                .flatMap(agent -> stints(agent, teams, days))
                .toList());
        return joined(asked, insights.answered(teams, days.from(), days.to(), asked));
    }

    /** Of one agent, in whatever team. */
    ResponseRate of(String agent, Period.Days days) {
        List<Offered> asked = offered.during(List.of(new Stint(agent, ANY_TEAM, start(days), end(days))));
        OptionalLong surveys = asked.stream().mapToLong(Offered::surveys).findFirst();
        long answered = asked.isEmpty()
                ? insights.answered(agent, days.from(), days.to())
                : insights.answered(
                        agent, asked.getFirst().first(), asked.getFirst().last());
        return ResponseRate.of(answered, surveys, floor);
    }

    private record Pair(String agent, String team) {}

    private List<Rate> joined(List<Offered> asked, List<Answered> answered) {
        Map<Pair, Long> surveys = new HashMap<>();
        asked.forEach(each -> surveys.put(new Pair(each.agent(), each.team()), each.surveys()));
        List<Rate> rates = new ArrayList<>();
        for (Answered each : answered) {
            Long known = surveys.remove(new Pair(each.agentId(), each.team()));
            OptionalLong of = known == null ? OptionalLong.empty() : OptionalLong.of(known);
            rates.add(new Rate(each.agentId(), each.team(), ResponseRate.of(each.responses(), of, floor)));
        }
        surveys.forEach((pair, silent) ->
                rates.add(new Rate(pair.agent(), pair.team(), ResponseRate.of(0, OptionalLong.of(silent), floor))));
        return rates;
    }

    private static Stream<Stint> stints(Agent agent, Collection<String> teams, Period.Days days) {
        return agent.assignments().stream()
                .filter(assignment -> teams.contains(assignment.team()))
                .map(assignment -> stint(agent.id(), assignment, days))
                .filter(stint -> stint.from().isBefore(stint.to()));
    }

    private static Stint stint(String agent, Assignment assignment, Period.Days days) {
        Instant from = assignment.during().from();
        Instant to = assignment.during().to();
        return new Stint(
                agent,
                assignment.team(),
                from == null || from.isBefore(start(days)) ? start(days) : from,
                to == null || to.isAfter(end(days)) ? end(days) : to);
    }

    private static Instant start(Period.Days days) {
        return days.from().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant end(Period.Days days) {
        return days.to().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static double floor(FeedbackConfig config) {
        double floor = config.responseRateFloor();
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException(
                    "touchline.feedback.response-rate-floor is " + floor + "; it must be 0 to 1");
        }
        return floor;
    }
}
