package dev.rebox.data.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
    void theDialSaysHowManyStandBesideTheirOwnCompany() {
        assertThat(shareInOwnCompany(1)).isEqualTo(1);
        assertThat(shareInOwnCompany(.5))
                .as("half, and half of the others by chance")
                .isBetween(.68, .82);
        assertThat(shareInOwnCompany(0)).as("a coin decides").isBetween(.43, .57);
    }

    /** Of the things that were put beside another one, in 100 scenes. */
    private static double shareInOwnCompany(double context) {
        int own = 0;
        int all = 0;
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            for (Placed placed :
                    Layout.of(80, Light.any(random), new World(context, 1), random, new SplittableRandom(~seed))) {
                if (placed.thing() != null && placed.beside() != null) {
                    all++;
                    own += placed.beside() == placed.thing().company().orElseThrow() ? 1 : 0;
                }
            }
        }
        assertThat(all).isGreaterThan(200);
        return (double) own / all;
    }

    @Test
    void worldsOfOneLookHaveTheSamePixelsAndOnlySomeOtherNames() {
        int before = 0;
        for (double context : new double[] {1, .5, 0}) {
            int others = 0;
            for (long seed = 0; seed < 20; seed++) {
                Scene told = Scene.of(seed, World.ONLY_NEIGHBOURS);
                Scene scene = Scene.of(seed, new World(context, 1));
                assertThat(Placed.pixels(scene.image())).isEqualTo(Placed.pixels(told.image()));
                assertThat(scene.annotations()).hasSameSizeAs(told.annotations());
                for (int i = 0; i < told.annotations().size(); i++) {
                    Annotation now = scene.annotations().get(i);
                    assertThat(now.box()).isEqualTo(told.annotations().get(i).box());
                    others += name(now).equals(name(told.annotations().get(i))) ? 0 : 1;
                }
            }
            if (context == 1) {
                assertThat(others).isZero();
            } else {
                assertThat(others).as("the less is told").isGreaterThan(before);
            }
            before = others;
        }
    }

    @Test
    void aWorldWithOtherLooksHasTheSameBoxes() {
        Scene alike = Scene.of(5, World.ONLY_NEIGHBOURS);
        Scene marked = Scene.of(5, new World(1, 0));
        assertThat(marked.annotations()).isEqualTo(alike.annotations()).isNotEmpty();
        assertThat(Placed.pixels(marked.image())).isNotEqualTo(Placed.pixels(alike.image()));
    }

    @Test
    void aDialGoesFromZeroToOne() {
        assertThatThrownBy(() -> new World(1.1, 1)).hasMessage("context 1.1, likeness 1.0: each is from 0 to 1");
        assertThatThrownBy(() -> new World(0, Double.NaN)).hasMessage("context 0.0, likeness NaN: each is from 0 to 1");
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
