package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.insight.Tally;
import dev.touchline.feedback.core.insight.Trend;
import dev.touchline.feedback.core.metric.ResponseRate;
import dev.touchline.feedback.http.HeatMapJson.FigureJson;
import dev.touchline.feedback.http.HeatMapJson.RulesJson;
import dev.touchline.feedback.http.ResponseJson.AgentName;
import dev.touchline.feedback.read.Insights.PoorTag;
import dev.touchline.feedback.read.Insights.TopicDay;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How one agent does.
 *
 * @param topics in order of name
 * @param reasons the topics with poor answers, the most first, with the tags that came with them
 */
@Schema(name = "AgentInsight")
public record AgentInsightJson(
        AgentName agent,
        LocalDate from,
        LocalDate to,
        RulesJson rules,
        ResponseRateJson responseRate,
        List<TopicJson> topics,
        List<ReasonJson> reasons) {

    /** One topic over the period. */
    @Schema(name = "TopicInsight")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TopicJson(
            String topic,
            FigureJson figure,

            @Schema(description = "Those with answers; each begins on the Monday that it is named after")
            List<WeekJson> weeks,

            @Schema(description = "The week with the highest mean among those with enough answers") @Nullable
            WeekJson ownBest) {}

    /** One week. */
    @Schema(name = "WeekInsight")
    public record WeekJson(LocalDate week, FigureJson figure) {
        static WeekJson of(Trend.Week week) {
            return new WeekJson(week.monday(), FigureJson.of(week.tally()));
        }
    }

    /** What poor answers were about. */
    @Schema(name = "Reason")
    public record ReasonJson(String topic, long poor, long n, List<TagJson> tags) {}

    /** A tag and how many responses with a poor rating of the topic had it. */
    @Schema(name = "ReasonTag")
    public record TagJson(String tag, long responses) {}

    static AgentInsightJson of(
            AgentName agent,
            Period.Days period,
            ResponseRate rate,
            double floor,
            List<TopicDay> days,
            List<PoorTag> tags) {
        SortedMap<String, Trend> trends = trends(days);
        return new AgentInsightJson(
                agent,
                period.from(),
                period.to(),
                RulesJson.current(floor),
                ResponseRateJson.of(rate, floor),
                trends.entrySet().stream()
                        .map(topic -> topic(topic.getKey(), topic.getValue()))
                        .toList(),
                reasons(trends, tags));
    }

    private static SortedMap<String, Trend> trends(List<TopicDay> days) {
        Map<String, Map<LocalDate, Tally>> byTopic = days.stream()
                .collect(Collectors.groupingBy(
                        TopicDay::topic, Collectors.toMap(TopicDay::day, TopicDay::tally, Tally::plus)));
        SortedMap<String, Trend> trends = new TreeMap<>();
        byTopic.forEach((topic, tallies) -> trends.put(topic, Trend.of(tallies)));
        return trends;
    }

    private static TopicJson topic(String topic, Trend trend) {
        return new TopicJson(
                topic,
                FigureJson.of(trend.total()),
                trend.weeks().stream().map(WeekJson::of).toList(),
                trend.ownBest().map(WeekJson::of).orElse(null));
    }

    private static List<ReasonJson> reasons(Map<String, Trend> trends, List<PoorTag> tags) {
        Map<String, List<TagJson>> byTopic = tags.stream()
                .collect(Collectors.groupingBy(
                        PoorTag::topic,
                        Collectors.mapping(tag -> new TagJson(tag.tag(), tag.responses()), Collectors.toList())));
        return trends.entrySet().stream()
                .filter(topic -> topic.getValue().total().poor() > 0)
                .map(topic -> new ReasonJson(
                        topic.getKey(),
                        topic.getValue().total().poor(),
                        topic.getValue().total().n(),
                        byTopic.getOrDefault(topic.getKey(), List.of())))
                .sorted(Comparator.comparingLong(ReasonJson::poor).reversed().thenComparing(ReasonJson::topic))
                .toList();
    }
}
