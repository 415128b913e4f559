package dev.touchline.bench.http;

import java.io.IOException;

/** Hears, on the loop's thread, how a request ended; exactly one of both is called, once. */
public interface AnswerHandler {
    void answered(Answer answer);

    /** The connection is lost and must not be used again. */
    void failed(IOException why);
}
