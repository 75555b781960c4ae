package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Example;
import dev.rebox.data.Origin;
import dev.rebox.data.image.ResizeRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final ResizeRule RULE = new ResizeRule(300, 512);

    @Test
    void oneOfEachPaddedSizeIsTriedTheLargestFirst() {
        List<Example> examples = List.of(
                example("a", 400, 300), // 400 x 304 with its border
                example("b", 396, 300), // the same
                example("c", 300, 400), // 304 x 400: upright
                example("d", 1024, 600), // 512 x 300: 512 x 304
                example("unknown", 0, 0),
                example("e", 100, 100)); // 300 x 300: 304 x 304
        assertThat(DryRun.oneOfEachSize(examples, RULE)).extracting(Example::id).containsExactly("d", "a", "c", "e");
    }

    private static Example example(String id, int width, int height) {
        return new Example(id, Path.of(id + ".jpg"), width, height, List.of(), Origin.NONE);
    }
}
