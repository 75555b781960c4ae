package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void workIsSplitAmongWorkersAndNotWithinAnOperation() throws IOException, InterruptedException {
        assertThat(threads(null)).isEqualTo("1 1");
        assertThat(threads("2")).isEqualTo("2 1"); // who sets the variable means it
    }

    /** What a virtual machine with one processor says. @param wanted of the environment's variable, or null */
    private static String threads(String wanted) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Threads.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("OMP_NUM_THREADS");
        if (wanted != null) {
            builder.environment().put("OMP_NUM_THREADS", wanted);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.strip();
    }

    static final class Threads {
        public static void main(String[] args) {
            Engine.load();
            System.out.println(torch.get_num_threads() + " " + Workers.count());
        }
    }
}
