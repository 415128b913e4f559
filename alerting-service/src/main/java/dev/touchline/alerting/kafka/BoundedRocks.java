package dev.touchline.alerting.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Lets all stores of the process share one bounded piece of memory; by default each of the two dozen would take its own
 * 50 MiB and more.
 */
public final class BoundedRocks implements RocksDBConfigSetter {
    /** Streams settings with the sizes in MiB. */
    static final String READ_CACHE_MIB = "touchline.rocks.read.cache.mib";

    static final String WRITE_BUFFER_MIB = "touchline.rocks.write.buffer.mib";

    private static final long MIB = 1024 * 1024;

    /** An instance that has all partitions writes to so many stores: each may fill its part before it is flushed. */
    private static final int BUSY_STORES = 12;

    private static final int SHARDS_BY_SIZE = -1;

    /** The part of the cache that filters and indexes have before blocks of values. */
    private static final double FOR_INDEXES = 0.3;

    private static @Nullable Shared shared;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared memory = shared(configs);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        // Each response asks first for a key that is not there: what says so is to stay when blocks of values go.
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        // And the oldest level is to have such filters, too, which Streams leaves out for those who find what they ask.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(memory.buffers());
        options.setWriteBufferSize(Math.max(MIB, mib(configs, WRITE_BUFFER_MIB) / BUSY_STORES));
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
    }

    /** The memory is the process's, not the store's: nothing to free here. */
    @Override
    public void close(String storeName, Options options) {}

    private static synchronized Shared shared(Map<String, Object> configs) {
        Shared memory = shared;
        if (memory == null) {
            Cache cache = new LRUCache(
                    mib(configs, READ_CACHE_MIB) + mib(configs, WRITE_BUFFER_MIB), SHARDS_BY_SIZE, false, FOR_INDEXES);
            memory = new Shared(cache, new WriteBufferManager(mib(configs, WRITE_BUFFER_MIB), cache));
            shared = memory;
        }
        return memory;
    }

    private static long mib(Map<String, Object> configs, String key) {
        return MIB * Long.parseLong(String.valueOf(configs.get(key)));
    }

    private record Shared(Cache cache, WriteBufferManager buffers) {}
}
