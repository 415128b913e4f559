package dev.touchline.alerting.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.touchline.alerting.core.Cause;
import dev.touchline.alerting.core.Episode;
import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.SystemicState;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the search for systemic causes says and remembers, as JSON: pulses on {@code alerting.pulses}, causes on
 * {@code alerting.causes}, and an episode as it is remembered. What is absent is left out.
 */
public final class SystemicJson {
    /** CloudEvents type of a pulse. */
    public static final String PULSE = "dev.touchline.pulse.v1";

    /** CloudEvents type of a cause. */
    public static final String CAUSE = "dev.touchline.cause.v1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .addMixIn(Pulse.class, OfPulse.class)
            .build();

    /** How a pulse is written: the first part without its number. */
    interface OfPulse {
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        int part();
    }

    private SystemicJson() {}

    /** Names a place: {@code team/topic}; its pulses and causes come together by it. */
    public static String place(String team, String topic) {
        return team + "/" + topic;
    }

    /** Names a cause; its beginning and its end are two records, so that both outlive compaction. */
    public static String key(Cause cause) {
        String begin =
                place(cause.team(), cause.topic()) + "@" + cause.episode().at();
        return cause.end().isPresent() ? begin + "/end" : begin;
    }

    public static byte[] write(Pulse pulse) {
        return bytes(pulse);
    }

    public static byte[] write(Cause cause) {
        return bytes(cause);
    }

    public static byte[] write(Episode episode) {
        return bytes(episode);
    }

    /** @throws IllegalArgumentException when it is none */
    public static Pulse pulse(byte[] value) {
        return read(value, Pulse.class);
    }

    /** @throws IllegalArgumentException when it is none */
    public static Cause cause(byte[] value) {
        return read(value, Cause.class);
    }

    /** @throws IllegalArgumentException when it is none */
    public static Episode episode(byte[] value) {
        return read(value, Episode.class);
    }

    /**
     * A state as it was before each pulse was kept for itself. Its window is given up: for as long as that is, a cause
     * is found by fewer ratings. What is usual, and an episode that is on, go on.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static SystemicState formerState(byte[] value) {
        Former former = read(value, Former.class);
        SortedMap<Integer, SystemicState.Said> partitions = new TreeMap<>();
        former.partitions()
                .forEach((partition, interval) -> partitions.put(partition, new SystemicState.Said(interval, 0)));
        return new SystemicState(former.newest(), former.newest(), partitions, former.days(), former.open());
    }

    record Former(
            long newest,
            SortedMap<Integer, Long> partitions,
            SortedMap<Long, SortedMap<String, SystemicState.Sum>> days,
            Optional<Episode> open) {}

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of plain values is always writable", e);
        }
    }

    private static <T> T read(byte[] value, Class<T> type) {
        try {
            T read = JSON.readValue(value, type);
            if (read == null) {
                throw new IllegalArgumentException("Not a " + type.getSimpleName());
            }
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a " + type.getSimpleName(), e);
        }
    }
}
