package dev.rebox.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Annotations of images that do not exist, written as a stream: 600 classes, and 146 boxes for 17 images, as Open Images has. */
final class GeneratedAnnotations {
    private static final int CLASSES = 600;
    private static final int WIDTH = 1024;
    private static final int HEIGHT = 768;

    private GeneratedAnnotations() {}

    /** How many boxes the first images have. */
    static long boxes(long images) {
        return images * 146 / 17;
    }

    /** One COCO file. */
    static Path coco(Path file, int images) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"images\":[");
            for (int i = 1; i <= images; i++) {
                out.write((i == 1 ? "" : ",\n") + "{\"id\":" + i + ",\"file_name\":\"" + name(i) + ".jpg\",\"width\":"
                        + WIDTH + ",\"height\":" + HEIGHT + "}");
            }
            out.write("],\n\"annotations\":[");
            SplittableRandom random = new SplittableRandom(1);
            int image = 1;
            for (long box = 0; box < boxes(images); box++) {
                image += box == boxes(image) ? 1 : 0;
                int x = random.nextInt(90_000);
                int y = random.nextInt(60_000);
                int width = 100 + random.nextInt(10_000);
                int height = 100 + random.nextInt(10_000);
                out.write((box == 0 ? "" : ",\n") + "{\"id\":" + (box + 1) + ",\"image_id\":" + image + ",\"category_id\":"
                        + (1 + random.nextInt(CLASSES)) + ",\"bbox\":[" + x / 100. + "," + y / 100. + "," + width / 100.
                        + "," + height / 100. + "],\"area\":" + width / 100. * (height / 100.) + ",\"iscrowd\":0}");
            }
            out.write("],\n\"categories\":[");
            for (int k = 1; k <= CLASSES; k++) {
                out.write((k == 1 ? "" : ",") + "{\"id\":" + k + ",\"name\":\"class " + k + "\"}");
            }
            out.write("]}");
        }
        return file;
    }

    /** A folder of Open Images with the split {@code train} and a table of the images' sizes. */
    static Path openImages(Path folder, int images) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("class-descriptions-boxable.csv"))) {
            for (int k = 0; k < CLASSES; k++) {
                out.write("/m/" + k + ",Class " + k + "\n");
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("train-image-sizes.csv"))) {
            out.write("ImageID,Width,Height\n");
            for (int i = 1; i <= images; i++) {
                out.write(name(i) + "," + WIDTH + "," + HEIGHT + "\n");
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("train-annotations-bbox.csv"))) {
            out.write("ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,"
                    + "IsDepiction,IsInside\n");
            SplittableRandom random = new SplittableRandom(1);
            int image = 1;
            for (long box = 0; box < boxes(images); box++) {
                image += box == boxes(image) ? 1 : 0;
                double x = random.nextInt(900_000) / 1e6;
                double y = random.nextInt(900_000) / 1e6;
                out.write(name(image) + ",xclick,/m/" + random.nextInt(CLASSES) + ",1," + x + "," + (x + .0625) + "," + y
                        + "," + (y + .0625) + ",0,0," + (random.nextInt(20) == 0 ? 1 : 0) + ",0,0\n");
            }
        }
        return folder;
    }

    /** Sixteen digits, as Open Images has. */
    private static String name(int image) {
        String hex = Integer.toHexString(image).toLowerCase(Locale.ROOT);
        return "0".repeat(16 - hex.length()) + hex;
    }
}
