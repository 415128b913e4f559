package dev.touchline.feedback.live;

import dev.touchline.feedback.core.erasure.ResponseName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last responses that came in, for readers who were away for a moment. Not thread-safe. */
final class Backlog {
    private final int most;
    private final Deque<LiveRecord> recent = new ArrayDeque<>();
    private Position oldest;
    private Position newest;

    /** @param start where reading begins: what came before is not known here */
    Backlog(Position start, int most) {
        this.oldest = start;
        this.newest = start;
        this.most = most;
    }

    /** Everything before here has been read. */
    Position newest() {
        return newest;
    }

    /** Notes that a record was read, whatever was in it. */
    void passed(int partition, long offset) {
        newest = newest.after(partition, offset);
    }

    void add(LiveRecord response) {
        recent.add(response);
        if (recent.size() > most) {
            oldest = recent.remove().addTo(oldest);
        }
    }

    /** Lets the words of that response go, in whatever revisions it is here. */
    void forgetWords(ResponseName name) {
        for (LiveRecord record : recent) {
            if (record instanceof LiveResponse response && response.is(name)) {
                response.forgetWords();
            }
        }
    }

    /** What came since, in the order of coming; empty when that is not known to be all. */
    Optional<List<LiveRecord>> since(Position position) {
        return position.covers(oldest) && newest.covers(position)
                ? Optional.of(recent.stream()
                        .filter(response -> response.isAfter(position))
                        .toList())
                : Optional.empty();
    }
}
