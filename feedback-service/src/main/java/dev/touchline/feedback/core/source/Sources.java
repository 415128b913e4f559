package dev.touchline.feedback.core.source;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All sources, found by the hash of a key. Many threads may read while one writes. */
public final class Sources {
    private final NavigableMap<String, Source> byId = new ConcurrentSkipListMap<>();
    private final Map<String, String> idByHash = new ConcurrentHashMap<>();

    public void put(Source source) {
        Source known = byId.put(source.id(), source);
        source.keys().forEach(key -> idByHash.put(key.hash(), source.id()));
        if (known != null) {
            known.keys().stream()
                    .filter(key -> !source.keys().contains(key))
                    .forEach(key -> idByHash.remove(key.hash()));
        }
    }

    public Optional<Source> source(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The id of the source whose key has that hash, or null. */
    public @Nullable String idByHash(String hash) {
        return idByHash.get(hash);
    }

    /** The sources whose ids come after that one, in order of id. */
    public Stream<Source> after(String id) {
        return byId.tailMap(id, false).values().stream();
    }
}
