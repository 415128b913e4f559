package dev.touchline.bench.figure;

import dev.touchline.bench.http.Answer;
import dev.touchline.bench.http.AnswerHandler;
import dev.touchline.bench.http.HttpConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor's page left open on a team's queue: asks with the last ETag and {@code wait}, so the service answers as
 * soon as something changed, reads the newest items, and asks again. Each response's first sight is noted. When the
 * whole page is new it reads on, so that none is missed.
 */
final class QueueWatch implements AnswerHandler {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final HttpConnection connection;
    private final String authority;
    private final String path;
    private final String token;
    private final Sightings sightings;
    private @Nullable String etag;
    private boolean furtherPage;
    private boolean closed;

    /** @param path of the queue with a query; {@code &wait=} and {@code &cursor=} are added */
    QueueWatch(HttpConnection connection, String authority, String path, String token, Sightings sightings) {
        this.connection = connection;
        this.authority = authority;
        this.path = path;
        this.token = token;
        this.sightings = sightings;
    }

    /** Only on the loop's thread, as all else here. */
    void start() {
        ask("");
    }

    void stop() {
        closed = true;
        connection.close();
    }

    @Override
    public void answered(Answer answer) {
        if (answer.status() == OK) {
            read(answer);
        } else if (answer.status() == NOT_MODIFIED) {
            ask("&wait=PT20S");
        } else {
            sightings.fail(answer.brief());
        }
    }

    private void read(Answer answer) {
        if (!furtherPage) {
            etag = answer.etag();
        }
        boolean allNew = sightings.note(answer.body());
        String cursor = SeenIds.nextCursor(answer.body());
        furtherPage = allNew && cursor != null;
        ask(furtherPage ? "&cursor=" + cursor : "&wait=PT20S");
    }

    @Override
    public void failed(IOException why) {
        if (!closed) {
            sightings.fail(why.toString());
        }
    }

    private void ask(String more) {
        String condition = etag == null || furtherPage ? "" : "If-None-Match: " + etag + "\r\n";
        String request = "GET %s%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
                .formatted(path, more, authority, token, condition);
        connection.send(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)), this);
    }
}
