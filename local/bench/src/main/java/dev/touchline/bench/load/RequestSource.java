package dev.touchline.bench.load;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongToIntFunction;

/** Makes the requests of a load; asked on the loop's thread only. */
public interface RequestSource {
    /** Length of the longest request in bytes. */
    int longest();

    /**
     * Writes a request.
     *
     * @param target at least {@link #longest} long
     * @param index which request of the load it is, from 0
     */
    ByteBuffer write(byte[] target, long index);

    /** The same request again and again. */
    static RequestSource constant(byte[] request) {
        return new RequestSource() {
            @Override
            public int longest() {
                return 0;
            }

            @Override
            public ByteBuffer write(byte[] target, long index) {
                return ByteBuffer.wrap(request);
            }
        };
    }

    /** Goes round these requests. */
    static RequestSource turns(List<byte[]> requests) {
        return new RequestSource() {
            @Override
            public int longest() {
                return 0;
            }

            @Override
            public ByteBuffer write(byte[] target, long index) {
                return ByteBuffer.wrap(requests.get((int) (index % requests.size())));
            }
        };
    }

    /**
     * Goes round the templates; responses are numbered one after the other from {@code firstId} on.
     *
     * @param templates all with the same number of responses
     * @param agentOf the agent's number by the response's
     * @param topicOf the topic's number by the response's
     */
    static RequestSource posts(
            List<RequestTemplate> templates, long firstId, LongToIntFunction agentOf, LongToIntFunction topicOf) {
        int responses = templates.getFirst().responses();
        int longest = templates.stream().mapToInt(RequestTemplate::length).max().orElse(0);
        return new RequestSource() {
            @Override
            public int longest() {
                return longest;
            }

            @Override
            public ByteBuffer write(byte[] target, long index) {
                RequestTemplate template = templates.get((int) (index % templates.size()));
                return template.fill(target, firstId + index * responses, agentOf, topicOf);
            }
        };
    }
}
