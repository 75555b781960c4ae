package dev.rebox.data.scenes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.mask.Mask;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneMasksTest {
    @TempDir
    Path folder;

    @Test
    void aMaskIsTightInItsBoxAndMasksDoNotOverlap() {
        for (Scene scene : Scenes.generate(10, 3).toList()) {
            int[] seen = new int[Scene.WIDTH * Scene.HEIGHT];
            for (Annotation annotation : scene.annotations()) {
                Mask mask = requireNonNull(annotation.segmentation()).mask(Scene.WIDTH, Scene.HEIGHT);
                List<Box> parts = mask.parts();
                assertThat(new Box(
                                parts.stream().mapToDouble(Box::x1).min().orElseThrow(),
                                parts.stream().mapToDouble(Box::y1).min().orElseThrow(),
                                parts.stream().mapToDouble(Box::x2).max().orElseThrow(),
                                parts.stream().mapToDouble(Box::y2).max().orElseThrow()))
                        .isEqualTo(annotation.box());
                boolean[] pixels = mask.pixels();
                for (int i = 0; i < seen.length; i++) {
                    seen[i] += pixels[i] ? 1 : 0;
                }
            }
            assertThat(seen).doesNotContain(2);
        }
    }

    @Test
    void theyAreWrittenOnlyWhereAskedForAndChangeNothingElse() throws Exception {
        Scenes.write(folder.resolve("plain"), 3, 1, 7, World.ONLY_NEIGHBOURS);
        Scenes.write(folder.resolve("masks"), 3, 1, 7, World.ONLY_NEIGHBOURS, true);
        String plain = Files.readString(folder.resolve("plain/train.json"));
        String masks = Files.readString(folder.resolve("masks/train.json"));
        assertThat(plain).doesNotContain("segmentation");
        assertThat(masks.replaceAll(",\"segmentation\":\\{[^}]*}", "")).isEqualTo(plain);
        for (int i = 1; i <= 4; i++) {
            String image = "images/00000" + i + ".jpg";
            assertThat(folder.resolve("masks").resolve(image))
                    .hasSameBinaryContentAs(folder.resolve("plain").resolve(image));
        }

        Dataset read = Datasets.open(folder.resolve("masks/train.json").toString(), OpenOptions.NONE.withMasks(true));
        List<Annotation> drawn = Scenes.generate(3, 7)
                .flatMap(scene -> scene.annotations().stream())
                .toList();
        assertThat(read.examples().stream().map(Example::annotations).flatMap(List::stream))
                .extracting(Annotation::segmentation)
                .containsExactlyElementsOf(
                        drawn.stream().map(Annotation::segmentation).toList());
    }
}
