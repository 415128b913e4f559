package dev.touchline.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Problem details for a body that turns out too large while it is read, because the sender did not say its length.
 * Quarkus's own check would answer without a word; {@link EdgeProblems} moves it out of the way. Such a body is read
 * whole before anything is made of it: a parser that hits the limit halfway would call it a fault of the text.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {
    private final int maxBody;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBody = Math.toIntExact(maxBody.asLongValue());
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!context.getHeaders().containsKey("Content-Length")) {
            InputStream body = context.getInputStream();
            byte[] whole = body.readNBytes(maxBody + 1);
            if (whole.length > maxBody) {
                drain(body);
                throw EdgeProblems.tooLarge();
            }
            context.setInputStream(new ByteArrayInputStream(whole));
        }
        return context.proceed();
    }

    /** A client that still sends hears an answer only if we take the rest, or at least much of it. */
    private static void drain(InputStream body) throws IOException {
        byte[] some = new byte[8192];
        long drained = 0;
        for (int count = 0; count >= 0 && drained < EdgeProblems.DRAINED_BYTES / 2; count = body.read(some)) {
            drained += count;
        }
    }
}
