package dev.touchline.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Api.Answer;
import dev.touchline.local.identity.Persona;
import java.io.IOException;
import java.nio.file.Files;

/** The source {@code demo}: always there, with a key that lasts as long as the data. */
final class DemoSource {
    private static final String PATH = "/api/feedback/v1/sources/demo";

    private DemoSource() {}

    /**
     * Registers the source unless it is there, and returns its key; feedback-service shows a key only when it makes it.
     */
    static String register(Api api, StackFolder folder) throws IOException, InterruptedException {
        String admin = api.token(Persona.of("admin"));
        Answer source =
                api.put(PATH, admin, Json.object("name", "Demo platform")).orFail("Registering the source demo");
        String made = source.json().path("key").asText("");
        if (made.isEmpty() && Files.exists(folder.sourceKey())) {
            return Files.readString(folder.sourceKey()).strip();
        }
        String key = made.isEmpty() ? another(api, admin, source.json().path("keys")) : made;
        PrivateFile.write(folder.sourceKey(), key + "\n");
        return key;
    }

    /** The old ones are lost with their file, so they may as well end: a source can have no third. */
    private static String another(Api api, String admin, JsonNode lost) throws IOException, InterruptedException {
        for (JsonNode key : lost) {
            api.delete(PATH + "/keys/" + key.path("id").asText(), admin)
                    .orFail("Revoking a lost key of the source demo");
        }
        Answer made = api.post(PATH + "/keys", admin, Json.object());
        return made.orFail("A new key for the source demo").json().path("key").asText();
    }
}
