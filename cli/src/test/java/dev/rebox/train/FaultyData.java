package dev.rebox.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Small data sets in PASCAL VOC's layout (one in COCO's), each sound but for one fault of those that occur in practice. */
final class FaultyData {
    private static final String DOG = "dog 10 10 50 40";
    /** An Exif block that says orientation 6. */
    private static final int[] ROTATED = {
        0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6,
        0, 0, 0, 0, 0, 0
    };

    private final Path folder;
    /** What the split {@code train} lists. */
    private final List<String> listed = new ArrayList<>();

    private FaultyData(Path folder) {
        this.folder = folder;
    }

    /**
     * A fault.
     *
     * @param name what it is
     * @param kind under which {@code rebox check} tells it
     * @param dataset the address
     */
    record Fault(String name, String kind, String dataset) {}

    /** Writes a data set for each fault, {@code a}, {@code b} and so on, into a folder. */
    static List<Fault> write(Path folder) throws IOException {
        Map<String, Map.Entry<String, Consumer<FaultyData>>> kinds = new LinkedHashMap<>();
        kinds.put("an image is missing", fault("missing-image", d -> d.annotate("one", DOG)));
        kinds.put("an image is cut off", fault("corrupt-image", d -> {
            d.sound("one", DOG);
            d.file("JPEGImages/one.jpg", half(d.noise("one", 100, 80)));
        }));
        kinds.put("a file is not an image", fault("corrupt-image", d -> {
            d.sound("one", DOG);
            d.file("JPEGImages/one.jpg", "no image".getBytes(StandardCharsets.US_ASCII));
        }));
        kinds.put("the annotation says another size than the image has", fault("size-mismatch", d -> {
            d.annotate("one", DOG);
            d.noise("one", 64, 64);
        }));
        kinds.put("the camera was held upright (EXIF)", fault("exif-rotation", d -> {
            d.annotate("one", DOG);
            d.rotate(d.noise("one", 80, 100));
        }));
        kinds.put("a box without area", fault("box-without-area", d -> d.sound("one", DOG, "dog 30 10 30 40")));
        kinds.put(
                "a box whose ends are swapped", fault("box-without-area", d -> d.sound("one", DOG, "dog 50 10 40 40")));
        kinds.put("a box far outside", fault("box-outside", d -> d.sound("one", DOG, "dog 10 10 180 60")));
        kinds.put("a box a little outside", fault("box-outside", d -> d.sound("one", DOG, "dog 10 10 103 60")));
        kinds.put(
                "boxes counted from 0, where VOC counts from 1",
                fault("shifted-boxes", d -> d.sound("one", "dog 0 0 50 40", "cat 0 20 60 70")));
        kinds.put("a box given twice", fault("duplicate-box", d -> d.sound("one", DOG, DOG)));
        kinds.put("an image there twice", fault("duplicate-image", d -> {
            d.annotate("one", DOG);
            d.file("JPEGImages/one.jpg", d.noise("sound", 100, 80));
        }));
        kinds.put("an image in two splits", fault("image-in-two-splits", d -> {
            d.sound("one", DOG);
            d.file("ImageSets/Main/test.txt", "one\n".getBytes(StandardCharsets.US_ASCII));
        }));
        kinds.put("a class written in two ways", fault("similar-class-names", d -> d.sound("one", "Dog 10 10 50 40")));
        kinds.put("a class name with a blank", fault("similar-class-names", d -> {
            d.annotate("one", DOG);
            d.noise("one", 100, 80);
            d.replace("Annotations/one.xml", "<name>dog<", "<name>dog <");
        }));
        kinds.put("a class without boxes", fault("class-without-boxes", d -> {
            d.sound("one", DOG);
            d.file("classes.txt", "dog\ncat\nunicorn\n".getBytes(StandardCharsets.US_ASCII));
        }));
        kinds.put("a class that the list of classes lacks", fault("unknown-class", d -> {
            d.sound("one", DOG, "dgo 60 10 90 40");
            d.file("classes.txt", "dog\ncat\n".getBytes(StandardCharsets.US_ASCII));
        }));
        kinds.put("a class with few boxes", fault("few-boxes", d -> d.sound("one", DOG)));
        kinds.put("an annotation without an image", fault("annotation-without-image", d -> {
            d.annotate("one", DOG);
            d.listed.remove("one");
        }));
        kinds.put("an image without an annotation", fault("image-without-annotation", d -> d.noise("one", 100, 80)));
        kinds.put("an image without boxes", fault("image-without-annotation", d -> d.sound("one")));
        kinds.put("an XML file that is no XML", fault("unreadable-annotation", d -> {
            d.sound("one", DOG);
            d.file("Annotations/one.xml", "<annotation>\n<oops".getBytes(StandardCharsets.US_ASCII));
        }));
        List<Fault> faults = new ArrayList<>();
        for (var entry : kinds.entrySet()) {
            String name = Character.toString('a' + faults.size());
            FaultyData data = new FaultyData(folder.resolve(name));
            data.sound("sound", DOG, "cat 20 20 90 70");
            entry.getValue().getValue().accept(data);
            data.list();
            faults.add(new Fault(entry.getKey(), entry.getValue().getKey(), name + ":train"));
        }
        FaultyData coco = new FaultyData(folder);
        coco.file("JPEGImages/crowd.jpg", coco.noise("crowd", 100, 80));
        coco.file("crowd.json", """
                {"images": [{"id": 7, "file_name": "crowd.jpg", "width": 100, "height": 80}],
                 "categories": [{"id": 1, "name": "person"}],
                 "annotations": [
                  {"id": 1, "image_id": 7, "category_id": 1, "bbox": [10, 10, 40, 30]},
                  {"id": 2, "image_id": 7, "category_id": 1, "bbox": [50, 10, 40, 60], "iscrowd": 1}]}
                """.getBytes(StandardCharsets.US_ASCII));
        Files.move(folder.resolve("JPEGImages"), folder.resolve("images"));
        faults.add(new Fault("a crowd in one box (COCO)", "crowd", "crowd.json"));
        return faults;
    }

    /** One image with two boxes. */
    static void sound(Path folder) {
        FaultyData data = new FaultyData(folder);
        data.sound("sound", DOG, "cat 20 20 90 70");
        data.list();
    }

    /** One image. */
    static void withoutBoxes(Path folder) {
        FaultyData data = new FaultyData(folder);
        data.sound("plain");
        data.list();
    }

    /** An image whose small file becomes 1.2 GB of pixels. */
    static void huge(Path folder) throws IOException {
        FaultyData data = new FaultyData(folder);
        data.sound("huge", DOG);
        Files.delete(folder.resolve("JPEGImages/huge.jpg"));
        ImageIO.write(
                new BufferedImage(20_000, 20_000, BufferedImage.TYPE_BYTE_BINARY),
                "png",
                folder.resolve("JPEGImages/huge.png").toFile());
        data.replace("Annotations/huge.xml", "<width>100</width><height>80<", "<width>20000</width><height>20000<");
        data.list();
    }

    private void list() {
        file("ImageSets/Main/train.txt", (String.join("\n", listed) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static Map.Entry<String, Consumer<FaultyData>> fault(String kind, Consumer<FaultyData> how) {
        return Map.entry(kind, how);
    }

    private void sound(String id, String... objects) {
        annotate(id, objects);
        noise(id, 100, 80);
    }

    /** Of 100 x 80 pixels; an object is "name xmin ymin xmax ymax". */
    private void annotate(String id, String... objects) {
        StringBuilder xml = new StringBuilder("<annotation>\n<size><width>100</width><height>80</height></size>\n");
        for (String object : objects) {
            xml.append(
                    "<object><name>%s</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox></object>\n"
                            .formatted((Object[]) object.split(" ")));
        }
        file("Annotations/" + id + ".xml", (xml + "</annotation>").getBytes(StandardCharsets.US_ASCII));
        listed.add(id);
    }

    /** Noise that differs from id to id, as an image of the folder. */
    private byte[] noise(String id, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(id.hashCode());
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file("JPEGImages/" + id + ".jpg", jpeg.toByteArray());
        return jpeg.toByteArray();
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private void rotate(byte[] jpeg) {
        ByteArrayOutputStream rotated = new ByteArrayOutputStream();
        rotated.write(jpeg, 0, 2);
        for (int b : ROTATED) {
            rotated.write(b);
        }
        rotated.write(jpeg, 2, jpeg.length - 2);
        file("JPEGImages/one.jpg", rotated.toByteArray());
    }

    private void replace(String name, String before, String now) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, Files.readString(file).replace(before, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void file(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
