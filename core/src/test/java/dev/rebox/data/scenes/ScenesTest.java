package dev.rebox.data.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenesTest {
    private static final Map<String, String> COMPANY =
            Map.of("apple", "tree", "ball", "dog", "hive", "sunflower", "crate", "van");
    private static final Map<String, String> RIVAL =
            Map.of("apple", "dog", "ball", "tree", "hive", "van", "crate", "sunflower");

    private static List<Scene> scenes;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() {
        scenes = Scenes.generate(40, 5).toList();
    }

    @Test
    void everySceneHasOneToEightObjectsOfFairSizeInsideTheImage() {
        assertThat(scenes).allSatisfy(scene -> {
            assertThat(scene.annotations()).hasSizeBetween(1, 8);
            assertThat(scene.annotations()).allSatisfy(annotation -> {
                Box box = annotation.box();
                assertThat(box.clip(Scene.WIDTH, Scene.HEIGHT)).isEqualTo(box);
                assertThat(Math.min(box.width(), box.height())).isGreaterThanOrEqualTo(22);
            });
        });
    }

    @Test
    void everyClassAppears() {
        assertThat(scenes.stream().flatMap(s -> s.annotations().stream()).map(ScenesTest::name))
                .containsAll(Scenes.labels().names());
    }

    @Test
    void whatLooksAlikeStandsNearestToItsOwnCompany() {
        for (Scene scene : scenes) {
            for (Annotation annotation : scene.annotations()) {
                if (COMPANY.containsKey(name(annotation))) {
                    assertThat(distance(annotation, COMPANY.get(name(annotation)), scene))
                            .isLessThan(distance(annotation, RIVAL.get(name(annotation)), scene));
                }
            }
        }
    }

    @Test
    void lookalikesAreDrawnAlike() {
        assertThat(Arrays.stream(Thing.values())
                        .filter(thing -> thing.company().isPresent())
                        .collect(Collectors.toMap(
                                thing -> thing, thing -> thing.lookalike().orElseThrow())))
                .containsEntry(Thing.APPLE, Thing.BALL)
                .containsEntry(Thing.CRATE, Thing.HIVE)
                .hasSize(4);
    }

    @Test
    void equalSeedsGiveEqualPixels() {
        Scene again = Scenes.generate(3, 5).toList().get(2);
        assertThat(Placed.pixels(again.image()))
                .isEqualTo(Placed.pixels(scenes.get(2).image()));
        assertThat(again.annotations()).isEqualTo(scenes.get(2).annotations());
        assertThat(Placed.pixels(Scenes.generate(1, 6).toList().get(0).image()))
                .isNotEqualTo(Placed.pixels(scenes.get(0).image()));
    }

    @Test
    void aWrittenSetIsTheSameToTheLastByte() throws IOException {
        Scenes.write(folder.resolve("a"), 3, 2, 9);
        Scenes.write(folder.resolve("b"), 3, 2, 9);
        List<String> files = List.of(
                "train.json",
                "test.json",
                "images/000001.jpg",
                "images/000003.jpg",
                "images/000004.jpg",
                "images/000005.jpg");
        for (String file : files) {
            assertThat(folder.resolve("a").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
        }
        assertThat(Files.readString(folder.resolve("a/train.json")))
                .contains("\"file_name\":\"000003.jpg\",\"width\":320,\"height\":240")
                .contains("{\"id\":8,\"name\":\"crate\"}");
        assertThat(Files.readAllBytes(folder.resolve("a/images/000001.jpg")))
                .as("train and test differ")
                .isNotEqualTo(Files.readAllBytes(folder.resolve("a/images/000004.jpg")));
    }

    private static String name(Annotation annotation) {
        return Scenes.labels().name(annotation.label());
    }

    private static double distance(Annotation from, String kind, Scene scene) {
        return scene.annotations().stream()
                .filter(other -> name(other).equals(kind))
                .mapToDouble(other -> Math.hypot(
                        other.box().centerX() - from.box().centerX(),
                        other.box().centerY() - from.box().centerY()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
