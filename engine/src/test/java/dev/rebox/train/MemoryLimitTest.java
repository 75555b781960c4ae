package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rebox.config.MemorySize;
import dev.rebox.error.ConfigException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MemoryLimitTest {
    private static final long MB = 1 << 20;

    private final Logger logger = (Logger) LoggerFactory.getLogger(MemoryLimit.class);
    private final ListAppender<ILoggingEvent> messages = new ListAppender<>();
    private final FakeMemory memory = new FakeMemory();

    /** Giving back leaves 600 MB. */
    private static final class FakeMemory extends ProcessMemory {
        private long resident;
        private long peak;
        private int given;

        void is(long bytes) {
            resident = bytes;
            peak = Math.max(peak, bytes);
        }

        @Override
        long resident() {
            return resident;
        }

        @Override
        long peak() {
            return peak;
        }

        @Override
        void giveBack() {
            given++;
            resident = Math.min(resident, 600 * MB);
        }
    }

    @BeforeEach
    void listen() {
        messages.start();
        logger.addAppender(messages);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(messages);
    }

    private List<String> messages() {
        return messages.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void sizesAreWrittenWithTheirUnit() {
        assertThat(MemorySize.bytes("4g")).isEqualTo(4294967296L);
        assertThat(MemorySize.bytes("1500M")).isEqualTo(1572864000L);
        assertThat(MemorySize.bytes(null)).isEqualTo(Long.MAX_VALUE);
        for (String wrong : List.of("4", "4gb", "0g", "-1g", "much")) {
            assertThatThrownBy(() -> MemorySize.bytes(wrong))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("train.memory: '" + wrong + "' is not a size. Write, for example, 4g or 1500m.");
        }
    }

    @Test
    void keptImagesGetAQuarter() {
        assertThat(new MemoryLimit("4g", memory).cacheMegabytes(1024)).isEqualTo(1024);
        assertThat(messages()).isEmpty();
        assertThat(new MemoryLimit("1g", memory).cacheMegabytes(1024)).isEqualTo(256);
        assertThat(messages()).containsExactly("train.memory 1g: 256 MB of images are kept in memory, not 1024.");
        assertThat(new MemoryLimit(null, memory).cacheMegabytes(1024)).isEqualTo(1024);
    }

    @Test
    void memoryIsGivenBackAtThreeQuartersOfTheLimit() {
        MemoryLimit limit = new MemoryLimit("1000m", memory);
        memory.is(740 * MB);
        limit.watch();
        assertThat(memory.given).isZero();
        memory.is(760 * MB);
        limit.watch();
        assertThat(memory.given).isEqualTo(1);
        memory.is(700 * MB);
        limit.watch();
        assertThat(memory.given).isEqualTo(1);
        memory.is(760 * MB);
        limit.watch();
        assertThat(memory.given).isEqualTo(2);
        assertThat(messages()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsToldOnce() {
        MemoryLimit limit = new MemoryLimit("512m", memory);
        memory.is(1536 * MB);
        limit.watch();
        limit.watch();
        assertThat(messages())
                .singleElement()
                .asString()
                .startsWith(
                        "train.memory: 512m cannot be kept: there were 1536 MB resident. Less is needed with a smaller"
                                + " data.shorterSide,");
        // 600 of 512 MB are left: only when a twentieth of the limit has come on top is it worth another try
        assertThat(memory.given).isEqualTo(1);
        memory.is(620 * MB);
        limit.watch();
        assertThat(memory.given).isEqualTo(1);
        memory.is(630 * MB);
        limit.watch();
        assertThat(memory.given).isEqualTo(2);
    }

    @Test
    void theSystemTellsThisProcessesMemory() {
        ProcessMemory own = new ProcessMemory();
        own.giveBack();
        if (own.resident() > 0) { // on Linux
            assertThat(own.resident()).isGreaterThan(20 * MB);
            assertThat(own.peak()).isGreaterThanOrEqualTo(own.resident() - 20 * MB);
        }
    }

    @Test
    void withoutALimitNothingIsDone() {
        MemoryLimit limit = new MemoryLimit(null, memory);
        memory.is(1L << 40);
        limit.watch();
        assertThat(memory.given).isZero();
        assertThat(messages()).isEmpty();
        limit.evaluated();
        assertThat(memory.given).isEqualTo(1);
    }
}
