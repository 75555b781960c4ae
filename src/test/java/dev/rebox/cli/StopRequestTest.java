package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopRequestTest {
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
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Deaf.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("listening");
            interrupt(process);
            assertThat(said.readLine()).isEqualTo("asked");
            assertThat(process.isAlive()).isTrue();
            interrupt(process);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }
}
