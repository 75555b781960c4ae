package dev.rebox.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/** The resident memory of this process in bytes, as Linux tells it; 0 on other systems. */
class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** At the moment. */
    long resident() {
        return kilobytes("VmRSS:") << 10;
    }

    /** The most there has been. */
    long peak() {
        return kilobytes("VmHWM:") << 10;
    }

    /** Collects Java's garbage, and has the C library hand what it keeps of freed memory back to the system. */
    void giveBack() {
        System.gc();
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            null,
                            null);
        } catch (JMException | RuntimeException e) {
            // A JVM (or a C library) that has no such command keeps it.
        }
    }

    private static long kilobytes(String key) {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
