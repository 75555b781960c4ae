package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StopRequestTest {
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "USR1", 10, "TERM", 15);

    /** A program that asks what was asked, and never ends by itself. */
    static final class Deaf {
        public static void main(String[] arguments) throws InterruptedException {
            StopRequest request = StopRequest.listen();
            System.out.println("listening");
            while (!request.asked()) {
                Thread.sleep(5);
            }
            System.out.println("asked");
            Thread.sleep(60_000);
        }
    }

    @Test
    void theFirstInterruptAsksAndTheSecondEndsAtOnce() throws IOException, InterruptedException {
        assumeTrue(File.separatorChar == '/', "signals are sent with the kill of Unix");
        assumeTrue(
                arrives("INT"),
                "whoever started this program has it ignore interrupts, as shells do in the background");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Deaf.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("listening");
            interrupt(process);
            assertThat(output.readLine()).isEqualTo("asked");
            assertThat(process.isAlive()).isTrue();
            interrupt(process);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A program that ignores a signal hands that on to those that it starts. @param signal HUP, INT, USR1 or TERM */
    static boolean arrives(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return true;
        }
        try (Stream<String> lines = Files.lines(status)) {
            String ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .findFirst()
                    .orElse("0");
            return (Long.parseUnsignedLong(ignored, 16) >> (NUMBERS.get(signal) - 1) & 1) == 0;
        }
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }
}
