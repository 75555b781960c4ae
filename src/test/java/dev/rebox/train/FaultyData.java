package dev.rebox.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** A data set in PASCAL VOC's layout with every fault that annotations and pictures have in practice. */
record FaultyData(Path folder) {
    private static final String DOG = "dog 10 10 50 40";
    /** An Exif block that says orientation 6. */
    private static final int[] ROTATED = {
        0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6,
        0, 0, 0, 0, 0, 0
    };

    /** One problem of {@code rebox check}. */
    record Line(String severity, String text) {}

    void write() throws IOException {
        sound("sound", DOG, "cat 20 20 90 70");
        annotate("missing", DOG);
        sound("cut", DOG);
        byte[] jpeg = picture("cut", 100, 80);
        file("JPEGImages/cut.jpg", Arrays.copyOf(jpeg, jpeg.length * 2 / 3));
        annotate("size", DOG);
        picture("size", 80, 100);
        sound("rotated", DOG);
        rotate("rotated");
        sound("boxes", DOG, "dog 50 10 40 40", "dog 10 10 130 60", DOG, "Dog 60 50 90 70");
        sound("zero", "dog 0 0 40 40", "cat 0 10 60 70");
        sound("twin", DOG);
        file("JPEGImages/twin.jpg", Files.readAllBytes(folder.resolve("JPEGImages/sound.jpg")));
        sound("both", DOG);
        file("Annotations/broken.xml", "<annotation>\n<oops".getBytes());
        picture("broken", 100, 80);
        file("classes.txt", "dog\ncat\nDog\nunicorn\n".getBytes());
        String train = "sound\nmissing\ncut\nsize\nrotated\nboxes\nzero\ntwin\nboth\nbroken\n";
        file("ImageSets/Main/train.txt", train.getBytes());
        file("ImageSets/Main/test.txt", "both\n".getBytes());
        picture("forgotten", 100, 80);
        annotate("left-over", DOG);
    }

    /** The first problem of each kind in a JSON report. */
    static Map<String, Line> problems(String output) throws IOException {
        JsonNode report = new ObjectMapper().readTree(output.substring(output.indexOf('{')));
        Map<String, Line> lines = new LinkedHashMap<>();
        for (JsonNode p : report.path("problems")) {
            String where = p.path("file").isTextual()
                    ? p.path("file").asText()
                            + (p.path("line").asInt() > 0 ? ":" + p.path("line").asInt() : "") + ": "
                    : "";
            String image =
                    p.path("image").isTextual() ? "image " + p.path("image").asText() + ": " : "";
            Line line = new Line(
                    p.path("severity").asText(),
                    where + image + p.path("detail").asText());
            lines.putIfAbsent(p.path("kind").asText(), line);
        }
        return lines;
    }

    private void sound(String id, String... objects) throws IOException {
        annotate(id, objects);
        picture(id, 100, 80);
    }

    /** Of 100 x 80 pixels; an object is "name xmin ymin xmax ymax". */
    private void annotate(String id, String... objects) throws IOException {
        StringBuilder xml = new StringBuilder("<annotation>\n<size><width>100</width><height>80</height></size>\n");
        for (String object : objects) {
            xml.append(
                    "<object><name>%s</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox></object>\n"
                            .formatted((Object[]) object.split(" ")));
        }
        file("Annotations/" + id + ".xml", (xml + "</annotation>").getBytes());
    }

    /** Noise that differs from id to id. */
    private byte[] picture(String id, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(id.hashCode());
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        file("JPEGImages/" + id + ".jpg", jpeg.toByteArray());
        return jpeg.toByteArray();
    }

    private void rotate(String id) throws IOException {
        byte[] jpeg = Files.readAllBytes(folder.resolve("JPEGImages/" + id + ".jpg"));
        ByteArrayOutputStream rotated = new ByteArrayOutputStream();
        rotated.write(jpeg, 0, 2);
        for (int b : ROTATED) {
            rotated.write(b);
        }
        rotated.write(jpeg, 2, jpeg.length - 2);
        file("JPEGImages/" + id + ".jpg", rotated.toByteArray());
    }

    private void file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
