package dev.touchline.feedback.json;

import static dev.touchline.feedback.json.Posts.flaws;
import static dev.touchline.feedback.json.Posts.read;
import static dev.touchline.feedback.json.Posts.valid;
import static dev.touchline.feedback.json.Posts.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.SurveyResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyReaderTest {
    @Test
    void theUsualPostIsRead() {
        SurveyResponse response = valid(Posts.USUAL);
        assertThat(response.responseId()).isEqualTo("r-123");
        assertThat(response.happenedAt()).isEqualTo(Instant.parse("2026-11-21T09:58:00Z"));
        assertThat(response.ratings())
                .extracting(rating -> rating.score().value())
                .containsExactly(25.0, 90.0);
    }

    @Test
    void whatIsOptionalMayBeAbsentOrNull() {
        SurveyResponse response = valid("""
                {"responseId":"r","respondedAt":"2026-11-21T11:00:00+01:00","updatedAt":null,"comment":null,"tags":null,
                 "interaction":null,"agent":{"alias":{"kind":"email","value":"x@example.com"}},
                 "ratings":[{"topic":"overall","value":"good","scale":{"min":0,"max":1,"labels":{"good":1,"bad":0}}}]}
                """);
        assertThat(response.updatedAt()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(response.happenedAt()).isEqualTo(response.respondedAt());
        assertThat(response.agent()).isEqualTo(new AgentRef.ByAlias("email", "x@example.com"));
        assertThat(response.ratings().getFirst().value()).isEqualTo(1);
        assertThat(response.ratings().getFirst().label()).isEqualTo("good");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(flaws("""
                {"responseId":7,"respondedAt":"yesterday","extra":{"a":[1]},"agent":{},
                 "interaction":{"channel":"fax","url":"javascript:alert(1)"},"language":"e","tags":["",5],
                 "ratings":[{"topic":"Big Topic","value":6,"scale":{"min":1,"max":5}},
                            {"topic":"x","value":1,"scale":{"min":5,"max":5}},
                            {"topic":"y","value":"meh","scale":{"min":1,"max":5,"direction":"sideways"}}, 9]}
                """))
                .extracting(flaw -> flaw.substring(0, flaw.indexOf(' ')))
                .containsExactlyInAnyOrder(
                        "/responseId",
                        "/extra",
                        "/tags/1",
                        "/ratings/3",
                        "/respondedAt",
                        "/interaction/id",
                        "/interaction/channel",
                        "/interaction/url",
                        "/agent",
                        "/ratings/0/topic",
                        "/ratings/0/value",
                        "/ratings/1/scale",
                        "/ratings/2/scale/direction",
                        "/language",
                        "/tags/0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "r-123"                     | ""                          | /responseId must not be blank
            "r-123"                     | "a\\u0000b"                 | /responseId must not contain the character U+0000
            "r-123"                     | "\\ud800"                   | /responseId must not contain half of a surrogate pair
            "responseId":"r-123",       | ~~                          | /responseId is required
            "2026-11-21T10:00:00Z","upd | "2026-11-21T10:00:00","upd  | /respondedAt must be an ISO 8601 date and time with a zone, such as 2026-11-21T10:00:00Z
            "2026-11-21T10:00:00Z","upd | "2026-11-21T10:05:03Z","upd | /respondedAt must not be more than 5 minutes ahead of receipt, is ahead by PT5M
            "2026-11-21T10:00:00Z","upd | "+99999-11-21T10:00:00Z","upd | /respondedAt must lie in the years 1970 to 9999
            "overall"                   | "product-knowledge"         | /ratings/1/topic is already rated in this response: one topic, one rating
            "value":9                   | "value":11                  | /ratings/1/value must lie within its scale, 0 to 10
            "value":9                   | "value":1e400               | /ratings/1/value must lie within its scale, 0 to 10
            "value":9                   | "value":true                | /ratings/1/value must be a number
            "value":9,                  | ~~                          | /ratings/1/value is required
            "max":10                    | "max":1e9                   | /ratings/1/scale/max must lie within -1000000 and 1000000
            "https://                   | "ftp://                     | /interaction/url must be an http or https URL of at most 2000 characters
            {"id":"a-17"}               | {"id":"a-17","alias":{"kind":"crm","value":"1"}} | /agent must have either id or alias, not both
            {"id":"a-17"}               | {"alias":{"kind":"C R M","value":"1"}} | /agent/alias/kind must be 1 to 64 of the characters a-z, 0-9 and -
            {"id":"a-17"}               | {"id":5}                    | /agent/id must be a string
            {"id":"a-17"}               | "a-17"                      | /agent must be an object
            "comment":                  | "comment":"x","comment":    | /comment is given twice
            "comment":                  | "note":"x","comment":       | /note unknown field
            "tags":["billing"]          | "tags":"billing"            | /tags must be an array
            """)
    void oneMistakeIsOneMessage(String piece, String by, String message) {
        assertThat(flaws(with(piece, by == null ? "" : by))).containsExactly(message);
    }

    @Test
    void limitsAreHeld() {
        assertThat(flaws(with("r-123", "x".repeat(201))))
                .containsExactly("/responseId must have at most 200 characters, has 201");
        assertThat(flaws(with("He did", "x".repeat(10_000))))
                .singleElement()
                .asString()
                .startsWith("/comment must have at most 10000 characters");
        assertThat(flaws(with("[\"billing\"]", "[" + "\"a\",".repeat(50) + "\"a\"]")))
                .containsExactly("/tags must have at most 50 entries, has 51");
        String rating = "{\"topic\":\"t\",\"value\":1,\"scale\":{\"min\":1,\"max\":5}},";
        assertThat(flaws(with("[{\"topic\":\"product", "[" + rating.repeat(49) + "{\"topic\":\"product")))
                .containsExactly("/ratings must have at most 50 entries, has 51");
    }

    @Test
    void whatIsNotJsonIsNamedByLineAndColumn() {
        assertThat(flaws("{\n  \"responseId\": }")).containsExactly("! not JSON at line 2, column 17");
        assertThat(flaws("")).containsExactly("! the body is empty");
        assertThat(flaws(Posts.USUAL + "{}")).containsExactly("! something follows the JSON value");
        assertThat(flaws("{\"comment\":" + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .startsWith("! too deep, or a number or name too long");
        assertThat(read("nonsense")).isInstanceOf(Body.Unreadable.class);
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] body = Posts.USUAL.getBytes(StandardCharsets.UTF_8);
        body[Posts.USUAL.indexOf("He did")] = (byte) 0xff;
        assertThat(BodyReader.json(body, Posts.RECEIVED)).isInstanceOf(Body.Unreadable.class);
    }

    @Test
    void anArrayHoldsAtMost500() {
        String five = "[" + "1,".repeat(499) + "1]";
        assertThat(read(five))
                .isInstanceOfSatisfying(
                        Body.Several.class,
                        several -> assertThat(several.checked()).hasSize(500));
        assertThat(read("[" + "1,".repeat(500) + "1]")).isEqualTo(new Body.TooMany());
    }

    @Test
    void aLineStandsForItself() {
        String usual = Posts.USUAL.replace('\n', ' ');
        byte[] body = (usual + "\r\n\n{\"responseId\": }\n" + usual + "{}\n" + usual).getBytes(StandardCharsets.UTF_8);
        List<Checked> lines =
                BodyReader.lines(body, Posts.RECEIVED) instanceof Body.Several several ? several.checked() : List.of();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isInstanceOf(Checked.Valid.class);
        assertThat(lines.get(1).toString()).contains("not JSON at line 3, column 16");
        assertThat(lines.get(2).toString()).contains("something follows");
        assertThat(lines.get(3)).isInstanceOf(Checked.Valid.class);
    }
}
