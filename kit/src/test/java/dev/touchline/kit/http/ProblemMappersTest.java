package dev.touchline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {
    private final ProblemMappers mappers = new ProblemMappers();

    @Test
    void aMethodThatIsNotOfferedSaysWhichAre() {
        Response response = mappers.framework(new NotAllowedException("GET", new String[] {"PUT"}));

        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeaderString("Allow")).contains("GET", "PUT");
        assertThat(response.getMediaType()).hasToString("application/problem+json");
    }

    @Test
    void anAnswerThatWeCannotWriteIsOurFault() {
        JsonProcessingException unwritable = catchThrowableOfType(
                JsonProcessingException.class, () -> new JsonMapper().writeValueAsString(new Object()));

        assertThat(mappers.badJson(unwritable).getStatus()).isEqualTo(500);
    }

    @Test
    void aBodyThatWeCannotReadIsTheCallers() {
        JsonProcessingException unreadable =
                catchThrowableOfType(JsonProcessingException.class, () -> new JsonMapper().readTree("{"));

        assertThat(mappers.badJson(unreadable).getStatus()).isEqualTo(400);
    }
}
