package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class BoundedRocksTest {
    @Test
    void whatIsNotThereIsKnownFromFiltersOfEveryLevelAndTheyStayInMemory() {
        RocksDB.loadLibrary();
        BlockBasedTableConfig table = new BlockBasedTableConfig();
        try (Options options = new Options()) {
            options.setTableFormatConfig(table);
            // as Streams sets it
            options.setOptimizeFiltersForHits(true);

            new BoundedRocks()
                    .setConfig(
                            "memory",
                            options,
                            Map.of(BoundedRocks.READ_CACHE_MIB, 24, BoundedRocks.WRITE_BUFFER_MIB, 16));

            assertThat(options.optimizeFiltersForHits()).isFalse();
            assertThat(table.cacheIndexAndFilterBlocksWithHighPriority()).isTrue();
        }
    }
}
