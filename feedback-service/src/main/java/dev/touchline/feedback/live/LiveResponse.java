package dev.touchline.feedback.live;

import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.read.Rated;
import dev.touchline.feedback.read.StoredResponse;
import dev.touchline.feedback.read.SurveyEvent;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A response that has just come in. All readers share it, and the text that it is told with. */
public final class LiveResponse implements LiveRecord {
    private final int partition;
    private final long offset;
    private volatile StoredResponse response;
    private final Set<String> topics;
    private volatile @Nullable String text;

    LiveResponse(int partition, long offset, SurveyEvent event) {
        this.partition = partition;
        this.offset = offset;
        this.response = StoredResponse.of(event);
        this.topics = event.ratings().stream().map(Rated::topic).collect(Collectors.toUnmodifiableSet());
    }

    public StoredResponse response() {
        return response;
    }

    boolean is(ResponseName name) {
        return response.responseId().equals(name.responseId())
                && response.source().equals(name.source());
    }

    public boolean isAbout(String topic) {
        return topics.contains(topic);
    }

    /** Lets the customer's words go, whoever has asked for them already. */
    synchronized void forgetWords() {
        response = response.withoutWords();
        text = null;
    }

    /** The response as text; made for the first reader, the same for all. */
    public String text(Function<StoredResponse, String> writer) {
        String made = text;
        return made == null ? make(writer) : made;
    }

    private synchronized String make(Function<StoredResponse, String> writer) {
        String made = writer.apply(response);
        text = made;
        return made;
    }

    @Override
    public String agentId() {
        return response.agentId();
    }

    @Override
    public String team() {
        return response.team();
    }

    @Override
    public Position addTo(Position position) {
        return position.after(partition, offset);
    }

    @Override
    public boolean isAfter(Position position) {
        return offset >= position.next(partition);
    }
}
