package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.read.Survey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A customer's words go where people with a right to them ask for them, and nowhere else, whatever is wrong with them.
 */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class NoWordsLeakTest {
    private static final String CANARY = "canary" + Long.toHexString(System.nanoTime());

    private final String source = fresh("source");
    private final String agent = fresh("a");
    private final List<String> answers = new ArrayList<>();
    private final Log log = new Log();
    private String key = "";

    @BeforeEach
    void listen() {
        key = Feedback.key(source);
        Feedback.agent(agent, Feedback.team("billing"));
        Logger root = Logger.getLogger("");
        root.addHandler(log);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void goodAndBadAnswersAreIngestedWithoutAWordOfThem() {
        String good = Feedback.response(fresh("r"), agent, CANARY);
        say(post(key, good));
        say(post(key, Feedback.response(fresh("r"), fresh("unknown"), CANARY)));
        say(post(key, good.replace("\"product-knowledge\"", "\"Not a topic\"")));
        say(post(key, good.replace("\"value\":2", "\"value\":\"" + CANARY + "\"")));
        say(post(key, good.replace("\"respondedAt\":\"", "\"respondedAt\":\"" + CANARY)));
        say(post(key, good.replace("\"comment\":\"", "\"comment\":[\"")));
        say(post(key, good.substring(0, good.length() - 2)));
        say(post(key, "[" + good + ",{\"comment\":\"" + CANARY + "\"},5]"));
        say(post(key, "application/x-ndjson", good + "\n{\"comment\":\"" + CANARY + "\n"));
        say(post(key, "application/cloudevents+json", "{\"data\":\"" + CANARY + "\"}"));
        say(post(key, good.replace("\"comment\"", "\"customer\":{\"ref\":[\"" + CANARY + "\"]},\"comment\"")));
        nowhereElse();
    }

    @Test
    void whatCannotBeMappedIsHeldWithoutAWordOfIt() {
        say(webhook("{\"comment\":\"" + CANARY + "\"}"));
        put("/sources/" + source, """
                {"name":"Platform","mapping":"mapping: 1\\nname: P\\nfields:\\n  responseId: no\\n  respondedAt: at\\n  agent: { id: who }\\n  comment: said\\nratings: { topic: clarity, value: stars, scale: { min: 1, max: 5 } }\\n"}""").then().statusCode(200);
        say(webhook("{\"no\":\"" + CANARY + "\",\"at\":\"" + CANARY + "\",\"who\":\"" + agent + "\",\"said\":\""
                + CANARY + "\",\"stars\":\"" + CANARY + "\"}"));
        say(webhook("{\"no\":\"r\",\"said\":\"" + CANARY));
        say(webhook(CANARY));
        nowhereElse();
    }

    @Test
    void whatCannotBeReadFromKafkaIsSetAsideWithoutAWordOfIt() {
        Survey.publish(agent, "nul", event -> event.put("comment", CANARY + "\0"));
        Survey.publish(
                agent, "unreadable", event -> event.put("comment", CANARY).remove("ratings"));
        Survey.publish(agent, "typed", event -> event.put("comment", CANARY).put("respondedAt", CANARY));
        Backing.kafka().produce("survey.responses", agent, "\"" + CANARY + "\"", "dev.touchline.survey.response.v1");
        Backing.kafka().produce("survey.quarantine", source + "/" + agent, "{\"response\":\"" + CANARY + "\"}", "x");
        Backing.kafka().produce("privacy.erasures", source + "/" + agent, "{\"source\":[\"" + CANARY + "\"]}", "x");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> Backing.kafka().consumeAll("survey.responses.dlq").stream()
                                        .filter(record -> agent.equals(record.key()))
                                        .count()
                                == 4
                        && Backing.kafka().consumeAll("survey.quarantine.dlq").stream()
                                .anyMatch(record -> (source + "/" + agent).equals(record.key())));
        nowhereElse();
    }

    @Test
    void erasingSomebodyLogsNoReference() {
        say(given().header("Authorization", "Bearer " + TestTokens.admin())
                .delete(Feedback.ROOT + "/customers/{ref}", CANARY));
        assertThat(log.lines).anyMatch(line -> line.contains("Customer erased"));
        nowhereElse();
    }

    private io.restassured.response.Response webhook(String body) {
        return send("/sources/" + source + "/webhook", key, "application/json", body);
    }

    private void say(io.restassured.response.Response answer) {
        assertThat(answer.statusCode()).isLessThan(500);
        answers.add(answer.asString());
    }

    private void nowhereElse() {
        assertThat(answers).noneMatch(answer -> answer.contains(CANARY));
        assertThat(log.lines).noneMatch(line -> line.contains(CANARY));
        assertThat(metrics()).isNotEmpty().doesNotContain(CANARY);
    }

    private static String metrics() {
        String management = ConfigProvider.getConfig().getValue("test.management.url", String.class);
        return given().get(management + "/metrics").asString();
    }

    /** Everything that is logged, stack traces too. */
    private static final class Log extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Log() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            StringWriter line = new StringWriter();
            line.append(ExtLogRecord.wrap(record).getFormattedMessage());
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(line));
            }
            lines.add(line.toString());
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
