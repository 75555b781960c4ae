package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rebox.data.image.ImageDecoder;
import dev.rebox.error.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 2,100 damaged files, from a seed: whatever the damage, each is read or refused in one line of the program's own, soon, and no
 * image is lost in silence.
 */
class MutatedFilesTest {
    private static final int IMAGES = 6;
    private static final int MUTATIONS = 200;
    private static final int DAMAGED_IMAGES = 175;
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path root;

    private TestFolder folder;

    private void set(String format) {
        folder = new TestFolder(root);
        StringBuilder table = new StringBuilder("file,x1,y1,x2,y2,class\n");
        for (int i = 0; i < IMAGES; i++) {
            String name = (format.equals("labelme") ? "set/" : "set/images/") + "i" + i + ".png";
            folder.image(name, 64, 48);
            folder.write("set/Annotations/i" + i + ".xml", TestFolder.voc(64, 48, "dog 3 4 33 37", "cat 1 1 9 9"));
            folder.write("set/labels/i" + i + ".txt", "0 .5 .5 .25 .25\n1 .25 .25 .1 .1\n");
            table.append("i" + i + ".png,3,4,33,37,dog\n");
        }
        folder.write("set/table.csv", table.toString());
        folder.write("set/data.yaml", "train: images\nnames: [dog, cat]\n");
        folder.write("set/set.json", coco());
        folder.write("set/cvat.xml", cvat());
        folder.write(
                "lm/one.json",
                "{\"shapes\": [{\"label\": \"dog\", \"points\": [[3, 4], [33, 37]]}], \"imagePath\": \"i0.png\"}");
        folder.write("ls/export.json", labelStudio());
    }

    private static String coco() {
        StringBuilder images = new StringBuilder();
        StringBuilder boxes = new StringBuilder();
        for (int i = 1; i <= IMAGES; i++) {
            images.append(i == 1 ? "" : ",\n")
                    .append("{\"id\": " + i + ", \"file_name\": \"i" + (i - 1)
                            + ".png\", \"width\": 64, \"height\": 48}");
            boxes.append(i == 1 ? "" : ",\n")
                    .append("{\"id\": " + i + ", \"image_id\": " + i
                            + ", \"category_id\": 2, \"bbox\": [3, 4, 30, 33], \"area\": 990, \"iscrowd\": 0}");
        }
        return "{\"images\": [" + images + "],\n\"annotations\": [" + boxes
                + "],\n\"categories\": [{\"id\": 2, \"name\": \"dog\"}]}\n";
    }

    private static String cvat() {
        StringBuilder xml = new StringBuilder("<annotations>\n");
        for (int i = 0; i < IMAGES; i++) {
            xml.append("<image id=\"" + i + "\" name=\"i" + i
                    + ".png\" width=\"64\" height=\"48\">\n<box label=\"dog\" xtl=\"3\""
                    + " ytl=\"4\" xbr=\"33\" ybr=\"37\"/>\n</image>\n");
        }
        return xml + "</annotations>\n";
    }

    private static String labelStudio() {
        return "[{\"id\": 1, \"data\": {\"image\": \"i0.png\"}, \"annotations\": [{\"result\": [{\"original_width\": 64,"
                + " \"original_height\": 48, \"value\": {\"x\": 5, \"y\": 5, \"width\": 50, \"height\": 50,"
                + " \"rectanglelabels\": [\"dog\"]}}]}]}]";
    }

    /** One to four bytes changed, or a part left out, doubled, or cut off. */
    private static byte[] mutate(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(12));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(5)) {
            case 0 -> out.write(bytes, 0, at); // cut off
            case 1 -> { // left out
                out.write(bytes, 0, at);
                out.write(bytes, at + length, bytes.length - at - length);
            }
            case 2 -> { // doubled
                out.write(bytes, 0, at + length);
                out.write(bytes, at, bytes.length - at);
            }
            default -> {
                byte[] changed = bytes.clone();
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    byte[] signs = "0-.,\"{}[]<>/&:\n\0 eNa\u00e9".getBytes(StandardCharsets.ISO_8859_1);
                    changed[random.nextInt(changed.length)] =
                            random.nextBoolean() ? signs[random.nextInt(signs.length)] : (byte) random.nextInt(256);
                }
                out.write(changed, 0, changed.length);
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set/set.json, set/set.json",
                "set/Annotations/i2.xml, set",
                "set/labels/i2.txt, set/data.yaml:train",
                "set/data.yaml, set/data.yaml:train",
                "set/table.csv, set/table.csv",
                "set/cvat.xml, set/cvat.xml",
                "lm/one.json, lm",
                "ls/export.json, ls/export.json",
            })
    void aDamagedAnnotationFileIsReadOrRefusedInOneLine(String fileAndSet) throws IOException {
        String[] both = fileAndSet.split(", ");
        set("");
        byte[] sound = Files.readAllBytes(root.resolve(both[0]));
        SplittableRandom random = new SplittableRandom(both[0].hashCode());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = mutate(sound, random);
            folder.write(both[0], damaged);
            open(both[1], both[0] + ", mutation " + i + ":\n" + new String(damaged, StandardCharsets.ISO_8859_1));
        }
    }

    private void open(String address, String what) {
        List<Problem> problems = new ArrayList<>();
        long began = System.nanoTime();
        try {
            Dataset data = folder.open(address, problems);
            Set<String> known = new HashSet<>();
            data.examples().forEach(e -> known.add(e.id()));
            problems.forEach(p -> known.add(String.valueOf(p.image())));
            if (address.startsWith("set") && !address.contains("csv")) {
                assertThat(data.examples().size() + problems.size()).as(what).isGreaterThanOrEqualTo(IMAGES);
            }
        } catch (DataException e) {
            assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("Exception", "java.", "com.fasterxml");
            assertThat(e.getMessage().lines()).as(what).hasSize(1);
        } catch (RuntimeException e) {
            fail(what, e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as(what).isLessThan(LONG);
        problems.forEach(p ->
                assertThat(p.toString()).as(what).doesNotContain("Exception").doesNotContain("com.fasterxml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp", "gif", "tif"})
    void aDamagedImageIsReadOrRefusedInOneLine(String format) throws IOException {
        set("");
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(format.hashCode());
        for (int i = 0; i < 64 * 48; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt(0x1000000));
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, written)).isTrue();
        for (int i = 0; i < DAMAGED_IMAGES / 5 * 3; i++) {
            Path file = Files.write(root.resolve("x." + format), mutate(written.toByteArray(), random));
            String what = format + ", mutation " + i;
            long began = System.nanoTime();
            try {
                assertThat(ImageDecoder.read(file).width()).as(what).isPositive();
            } catch (DataException e) {
                assertThat(e.getMessage().lines()).as(what).hasSize(1);
                assertThat(e.getMessage()).as(what).startsWith(file + ": ");
            } catch (RuntimeException e) {
                fail(what, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(what).isLessThan(LONG);
        }
    }

    @Test
    void theSoundSetIsReadWhole() {
        set("");
        for (String address : List.of("set/set.json", "set", "set/data.yaml:train", "set/table.csv", "set/cvat.xml")) {
            assertThat(folder.open(address).examples()).as(address).hasSize(IMAGES);
        }
        assertThat(folder.open("lm").boxes() + folder.open("ls/export.json").boxes())
                .isEqualTo(2);
    }
}
