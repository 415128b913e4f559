package dev.touchline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void everyResponseOfABatchGetsItsOwnNumberAgentAndTopic() {
        // given
        RequestTemplate template = RequestTemplate.post(
                "h:1", "/p", "key", "application/json", "[{r-~~~~~~~~~~ ^^^^ ``},{r-~~~~~~~~~~ ^^^^ ``}]");

        // when
        String request = text(template.fill(new byte[template.length()], 41, id -> (int) id * 10, id -> (int) id));

        // then
        assertThat(template.responses()).isEqualTo(2);
        assertThat(request).endsWith("[{r-0000000041 0410 41},{r-0000000042 0420 42}]");
        assertThat(request).startsWith("POST /p HTTP/1.1\r\nHost: h:1\r\nAuthorization: Bearer key\r\n");
    }

    @Test
    void theLengthInTheHeadIsTheBodys() {
        // given
        List<RequestTemplate> templates = new SurveyPosts("h:1", "key", 1, NOW).lines(3);

        // when
        String request = text(templates.getFirst().fill(new byte[100_000], 0, _ -> 7, _ -> 0));
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);

        // then
        assertThat(request).contains("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
        assertThat(body.lines()).hasSize(3).allMatch(line -> line.contains("\"agent\":{\"id\":\"b-0007\"}"));
        assertThat(body).contains(SurveyPosts.responseId(0), SurveyPosts.responseId(1), SurveyPosts.responseId(2));
    }

    @Test
    void theSameSeedGivesTheSamePosts() {
        // given
        SurveyPosts one = new SurveyPosts("h:1", "key", 1, NOW);
        SurveyPosts same = new SurveyPosts("h:1", "key", 1, NOW);
        SurveyPosts other = new SurveyPosts("h:1", "key", 2, NOW);

        // then
        String first = text(one.poor().getFirst().fill(new byte[4096], 1, _ -> 1, _ -> 1));
        assertThat(text(same.poor().getFirst().fill(new byte[4096], 1, _ -> 1, _ -> 1)))
                .isEqualTo(first);
        assertThat(text(other.poor().getFirst().fill(new byte[4096], 1, _ -> 1, _ -> 1)))
                .isNotEqualTo(first);
    }

    @Test
    void aPoorResponseRatesItsOwnTopic() {
        // given
        RequestTemplate template = new SurveyPosts("h:1", "key", 1, NOW).poor().getFirst();

        // when
        String request = text(template.fill(new byte[template.length()], 5, _ -> 12, _ -> 34));

        // then
        assertThat(request).contains("\"topic\":\"t-34\",\"value\":1").doesNotContain("~", "^", "`");
    }

    private static String text(ByteBuffer request) {
        return StandardCharsets.UTF_8.decode(request).toString();
    }
}
