package dev.rebox.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Files of a small data set in the making. */
public record TestFolder(Path root) {
    public TestFolder write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestFolder write(String name, byte[] bytes) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An image, in the format of its ending, of one colour that depends on its name. */
    public TestFolder image(String name, int width, int height) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            g.setColor(new Color(name.hashCode()));
            g.fillRect(0, 0, width, height);
            g.dispose();
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
            if (!ImageIO.write(image, ending, file.toFile())) {
                throw new IllegalArgumentException("no writer for " + name);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    /** Reads a data set; its problems go into the list. */
    public Dataset open(String name, List<Problem> problems) {
        return Datasets.join(Datasets.openParts(root + "/" + name, OpenOptions.NONE, problems::add));
    }

    /** Reads a data set in which nothing is wrong. */
    public Dataset open(String name) {
        List<Problem> problems = new ArrayList<>();
        Dataset data = open(name, problems);
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new AssertionError(problems.toString());
        }
        return data;
    }

    /** A VOC annotation; objects are {@code name xmin ymin xmax ymax}. */
    public static String voc(int width, int height, String... objects) {
        StringBuilder xml = new StringBuilder("<annotation>\n<size><width>" + width + "</width><height>" + height
                + "</height><depth>3</depth></size>\n");
        for (String object : objects) {
            String[] words = object.split(" ");
            xml.append("<object><name>" + words[0] + "</name><bndbox><xmin>" + words[1] + "</xmin><ymin>" + words[2]
                    + "</ymin><xmax>" + words[3] + "</xmax><ymax>" + words[4] + "</ymax></bndbox></object>\n");
        }
        return xml + "</annotation>\n";
    }

    /** All boxes as {@code id class x1 y1 x2 y2}, rounded to a hundredth. */
    public static List<String> boxes(Dataset data) {
        return data.examples().stream()
                .flatMap(e -> e.annotations().stream()
                        .map(a -> e.id() + " " + data.labels().name(a.label()) + " "
                                + number(a.box().x1()) + " " + number(a.box().y1()) + " "
                                + number(a.box().x2()) + " " + number(a.box().y2())))
                .toList();
    }

    private static String number(double value) {
        double rounded = Math.round(100 * value) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
