package dev.touchline.local;

import java.nio.file.Path;
import java.util.Locale;

/** The four services, in the order of the data's way. */
public enum Service {
    FEEDBACK,
    ALERTING,
    COACHING,
    GOALS;

    /** Its name in paths, files and messages; also the name of its database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its packaged program below the project's root. */
    Path jar(Path home) {
        return home.resolve(label() + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
