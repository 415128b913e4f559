package dev.touchline.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * The bytes of a request with slots for what differs from post to post: every response in the body has one slot for its
 * id, one for its agent and perhaps one for its topic. Filling in digits keeps all lengths, so the head stays true.
 */
public final class RequestTemplate {
    /** What stands for the ten digits of a response's number. */
    public static final String ID_SLOT = "~".repeat(10);
    /** What stands for the four digits of an agent's number. */
    public static final String AGENT_SLOT = "^".repeat(4);
    /** What stands for the two digits of a topic's number. */
    public static final String TOPIC_SLOT = "`".repeat(2);

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final byte[] bytes;
    private final int bodyAt;
    private final int[] ids;
    private final int[] agents;
    private final int[] topics;

    private RequestTemplate(String request) {
        this.bytes = request.getBytes(StandardCharsets.UTF_8);
        // The head is ASCII.
        this.bodyAt = request.indexOf(END_OF_HEAD) + END_OF_HEAD.length();
        this.ids = find(bytes, ID_SLOT);
        this.agents = find(bytes, AGENT_SLOT);
        this.topics = find(bytes, TOPIC_SLOT);
    }

    /** A POST of the body; {@code authority} is {@code host:port}, {@code bearer} the token or key. */
    public static RequestTemplate post(String authority, String path, String bearer, String contentType, String body) {
        return of(authority, path, "Authorization: Bearer " + bearer, contentType, body);
    }

    /** A POST of a JSON body with that one header more. */
    static RequestTemplate post(String authority, String path, String header, String body) {
        return of(authority, path, header, "application/json", body);
    }

    private static RequestTemplate of(String authority, String path, String header, String contentType, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return new RequestTemplate("""
                POST %s HTTP/1.1\r
                Host: %s\r
                %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                %s""".formatted(path, authority, header, contentType, length, body));
    }

    /** Where in the request the body begins. */
    int bodyAt() {
        return bodyAt;
    }

    /** How many responses the body holds. */
    public int responses() {
        return ids.length;
    }

    /** Length of the request in bytes. */
    public int length() {
        return bytes.length;
    }

    /**
     * Writes the request into {@code target} with the responses numbered from {@code firstId} on.
     *
     * @param target at least {@link #length} long
     */
    public ByteBuffer fill(byte[] target, long firstId, LongToIntFunction agentOf, LongToIntFunction topicOf) {
        System.arraycopy(bytes, 0, target, 0, bytes.length);
        for (int i = 0; i < ids.length; i++) {
            digits(target, ids[i], ID_SLOT.length(), firstId + i);
        }
        for (int i = 0; i < agents.length; i++) {
            digits(target, agents[i], AGENT_SLOT.length(), agentOf.applyAsInt(firstId + i));
        }
        for (int i = 0; i < topics.length; i++) {
            digits(target, topics[i], TOPIC_SLOT.length(), topicOf.applyAsInt(firstId + i));
        }
        return ByteBuffer.wrap(target, 0, bytes.length);
    }

    private static void digits(byte[] target, int from, int width, long value) {
        long rest = value;
        for (int i = from + width - 1; i >= from; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int[] find(byte[] in, String slot) {
        byte mark = (byte) slot.charAt(0);
        List<Integer> found = new ArrayList<>();
        int run = 0;
        for (int i = 0; i < in.length; i++) {
            run = in[i] == mark ? run + 1 : 0;
            if (run == slot.length()) {
                found.add(i - slot.length() + 1);
                run = 0;
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
