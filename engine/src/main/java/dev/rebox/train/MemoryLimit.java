package dev.rebox.train;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.rebox.config.MemorySize;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the resident memory of a training under {@code train.memory} as far as that is in its hands: the kept images
 * get a quarter of it, Java keeps little free memory ready, and what was freed goes back to the system when the limit
 * comes near. What the network itself needs is what it is: where that is more, one warning says so.
 */
final class MemoryLimit {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryLimit.class);

    /** For images kept in memory. */
    private static final double CACHE_SHARE = 0.25;
    /** From this share of the limit on memory is given back. */
    private static final double NEAR = 0.75;
    /** It is given back again when so much has come since, as a share of the limit: collecting garbage takes time. */
    private static final double GROWTH = 0.05;

    private final @Nullable String text;
    private final long bytes;
    private final ProcessMemory memory;
    private long next;
    private boolean warned;

    /** @param text such as {@code 4g} or {@code 1500m}; null for no limit */
    MemoryLimit(@Nullable String text, ProcessMemory memory) {
        this.text = text;
        this.bytes = MemorySize.bytes(text);
        this.memory = memory;
        next = (long) (NEAR * bytes);
    }

    /** Has Java keep little free memory ready, where there is a limit. */
    void begin() {
        if (text == null) {
            return;
        }
        HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            java.setVMOption("MinHeapFreeRatio", "5");
            java.setVMOption("MaxHeapFreeRatio", "20");
        } catch (IllegalArgumentException e) {
            // Another virtual machine, or another collector, manages its memory otherwise.
        }
    }

    /** What the image cache may take of the megabytes that it was given. */
    int cacheMegabytes(int wanted) {
        int most = (int) Math.min(Integer.MAX_VALUE, (long) (CACHE_SHARE * bytes) >> 20);
        if (wanted > most) {
            LOG.info("train.memory {}: {} MB of images are kept in memory, not {}.", text, most, wanted);
        }
        return Math.min(wanted, most);
    }

    /** After an evaluation, limit or not: what it took and freed is otherwise kept by the C library for good. */
    void evaluated() {
        memory.giveBack();
    }

    /** After whatever may have taken memory. */
    void watch() {
        if (text == null) {
            return;
        }
        if (memory.resident() > next) {
            memory.giveBack();
            next = (long) Math.max(NEAR * bytes, memory.resident() + GROWTH * bytes);
        }
        if (!warned && memory.peak() > bytes) {
            warned = true;
            LOG.warn(
                    "train.memory: {} cannot be kept: there were {} MB resident. Less is needed with a smaller"
                            + " data.shorterSide, train.batch, train.regions, model.proposals or train.cacheMegabytes,"
                            + " with train.precision=bfloat16, and with a smaller Java heap (REBOX_JAVA_OPTIONS=-Xmx1g).",
                    text,
                    memory.peak() >> 20);
        }
    }
}
