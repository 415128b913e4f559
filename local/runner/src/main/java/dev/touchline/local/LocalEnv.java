package dev.touchline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code .touchline/local.env}: where the running stack is, for a shell to source.
 *
 * @param url the gateway
 * @param sourceKey of the source {@code demo}
 * @param kafka {@code host:port}
 * @param postgres a URI without a database
 * @param pids path of the pids file
 */
public record LocalEnv(String url, String sourceKey, String kafka, String postgres, String pids) {
    private static final String MISSING = "No stack is running here; start one with ./touchline up.";

    /**
     * Reads what {@link #write} wrote; throws {@link StackFailure} that tells how to start a stack when there is none.
     */
    public static LocalEnv read(StackFolder folder) throws IOException {
        if (!Files.exists(folder.localEnv())) {
            throw new StackFailure(MISSING);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.localEnv())) {
            String[] pair = line.split("=", 2);
            values.put(pair[0], unquoted(pair[1]));
        }
        return new LocalEnv(
                value(values, "TOUCHLINE_URL"),
                value(values, "TOUCHLINE_SOURCE_KEY"),
                value(values, "TOUCHLINE_KAFKA"),
                value(values, "TOUCHLINE_POSTGRES"),
                value(values, "TOUCHLINE_PIDS"));
    }

    void write(StackFolder folder) throws IOException {
        List<String> lines = List.of(
                "TOUCHLINE_URL=" + quoted(url),
                "TOUCHLINE_SOURCE_KEY=" + quoted(sourceKey),
                "TOUCHLINE_KAFKA=" + quoted(kafka),
                "TOUCHLINE_POSTGRES=" + quoted(postgres),
                "TOUCHLINE_PIDS=" + quoted(pids));
        PrivateFile.write(folder.localEnv(), String.join("\n", lines) + "\n");
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new StackFailure("local.env has no " + name + ". " + MISSING);
        }
        return value;
    }

    /** Only what a shell would take apart is quoted. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_@%+=:,./-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquoted(String value) {
        return value.startsWith("'") ? value.substring(1, value.length() - 1).replace("'\\''", "'") : value;
    }
}
