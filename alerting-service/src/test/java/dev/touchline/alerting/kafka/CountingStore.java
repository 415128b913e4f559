package dev.touchline.alerting.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts the bytes of what is put into a store and deleted from it, keys and values. */
record CountingStore(KeyValueStore<String, byte[]> asStore, AtomicLong written) {
    @SuppressWarnings("unchecked") // of the very interface
    static CountingStore of(KeyValueStore<String, byte[]> store) {
        AtomicLong written = new AtomicLong();
        KeyValueStore<String, byte[]> counting = (KeyValueStore<String, byte[]>) Proxy.newProxyInstance(
                CountingStore.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, given) -> {
                    if (method.getName().equals("put") || method.getName().equals("delete")) {
                        written.addAndGet(((String) given[0]).getBytes(StandardCharsets.UTF_8).length);
                        written.addAndGet(given.length > 1 && given[1] instanceof byte[] value ? value.length : 0);
                    }
                    try {
                        return method.invoke(store, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new CountingStore(counting, written);
    }

    long bytes() {
        return written.get();
    }
}
