package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Vetted;
import dev.touchline.feedback.json.PostedList;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.http.ProblemResponse;
import dev.touchline.kit.kafka.CloudEvents;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Has the broker keep what is valid in a posted list, and answers for each element. */
@Singleton
public class PostedLists {
    private final SurveyProducer producer;
    private final Problems problems;

    PostedLists(SurveyProducer producer, Problems problems) {
        this.producer = producer;
        this.problems = problems;
    }

    /** @param record makes the record that a valid element travels in */
    <T> CompletionStage<Response> take(PostedList<T> list, Function<T, ProducerRecord<String, byte[]>> record) {
        return switch (list) {
            case PostedList.Read<T> read -> take(read, record);
            case PostedList.Unreadable<T>(Flaw flaw) ->
                answer(Problems.of(400, "The body cannot be read", List.of(flaw)));
            case PostedList.TooMany<T>() ->
                answer(Problem.of(413, "Too many", "A request holds at most " + Limits.RESPONSES + "."));
        };
    }

    private <T> CompletionStage<Response> take(
            PostedList.Read<T> read, Function<T, ProducerRecord<String, byte[]>> record) {
        List<ProducerRecord<String, byte[]>> outgoing = new ArrayList<>();
        List<PostedReply.Kept> accepted = new ArrayList<>();
        List<IngestReply.Rejected> rejected = new ArrayList<>(0);
        List<List<Flaw>> refused = new ArrayList<>(0);
        for (int i = 0; i < read.items().size(); i++) {
            switch (read.items().get(i)) {
                case Vetted.Valid<T>(T value) -> {
                    ProducerRecord<String, byte[]> made = record.apply(value);
                    outgoing.add(made);
                    accepted.add(new PostedReply.Kept(i, String.valueOf(CloudEvents.id(made.headers()))));
                }
                case Vetted.Refused<T>(List<Flaw> flaws) -> {
                    refused.add(flaws);
                    rejected.add(new IngestReply.Rejected(i, Problems.causes(flaws)));
                }
            }
        }
        if (accepted.isEmpty()) {
            return answer(Problems.allBad("Nothing to keep", refused, read.array() ? "/" : ""));
        }
        PostedReply reply = new PostedReply(accepted, rejected.isEmpty() ? null : rejected);
        return producer.send(outgoing)
                .thenApply(sent -> Response.status(rejected.isEmpty() ? 202 : 207)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(reply)
                        .build())
                .exceptionally(failure -> ProblemResponse.of(problems.notTaken(failure)));
    }

    private static CompletionStage<Response> answer(Problem problem) {
        return CompletableFuture.completedFuture(ProblemResponse.of(problem));
    }
}
