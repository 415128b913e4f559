package dev.touchline.alerting.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds {@link WarmHistories}, which are neither logged nor cached: they are a cache. */
record WarmBuilder() implements StoreBuilder<WarmHistories> {
    @Override
    public StoreBuilder<WarmHistories> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<WarmHistories> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<WarmHistories> withLoggingEnabled(Map<String, String> config) {
        return this;
    }

    @Override
    public StoreBuilder<WarmHistories> withLoggingDisabled() {
        return this;
    }

    @Override
    public WarmHistories build() {
        return new WarmHistories();
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }

    @Override
    public String name() {
        return StateStores.WARM;
    }
}
