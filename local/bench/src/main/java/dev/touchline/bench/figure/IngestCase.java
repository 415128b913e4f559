package dev.touchline.bench.figure;

/**
 * A way to post.
 *
 * @param batch responses a request
 */
record IngestCase(String label, Form form, int connections, int batch) {
    enum Form {
        OBJECT,
        ARRAY,
        LINES
    }
}
