package dev.touchline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class TypeformPostsTest {
    private final TypeformPosts posts = new TypeformPosts("h:1", "/webhook", 1, 40, id -> (int) id * 10);

    @Test
    void everyPostIsAResponseOfItsOwnFromAnAgent() {
        // when
        JsonNode response = Json.read(body(request(1))).path("form_response");

        // then
        assertThat(response.path("token").asText()).isEqualTo("t-0000000041");
        assertThat(response.at("/hidden/agent").asText()).isEqualTo("b-0410");
        assertThat(response.path("answers")).isNotEmpty();
    }

    @Test
    void eachIsSignedOverItsBody() throws Exception {
        for (int i = 0; i < 3; i++) {
            // given
            String request = request(i);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(TypeformPosts.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

            // then
            assertThat(request)
                    .contains("\r\nTypeform-Signature: sha256="
                            + Base64.getEncoder()
                                    .encodeToString(mac.doFinal(body(request).getBytes(StandardCharsets.UTF_8)))
                            + "\r\n");
        }
    }

    private String request(long index) {
        ByteBuffer request = posts.write(new byte[posts.longest()], index);
        byte[] bytes = new byte[request.remaining()];
        request.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }
}
