package dev.touchline.local;

import dev.touchline.local.identity.Persona;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The source {@code demo}: always there, with a key that lasts as long as the data. */
final class DemoSource {
    private DemoSource() {}

    /** Registers the source (again) and returns its key. */
    static String register(Api api, StackFolder folder) throws IOException, InterruptedException {
        String key = key(folder);
        String admin = api.token(Persona.of("admin"));
        api.put("/api/feedback/v1/sources/demo", admin, Json.object("name", "Demo platform", "keys", List.of(key)))
                .orFail("Registering the source demo");
        return key;
    }

    private static String key(StackFolder folder) throws IOException {
        if (Files.exists(folder.sourceKey())) {
            return Files.readString(folder.sourceKey()).strip();
        }
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        String key = "tl_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        PrivateFile.write(folder.sourceKey(), key + "\n");
        return key;
    }
}
