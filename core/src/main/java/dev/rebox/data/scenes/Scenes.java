package dev.rebox.data.scenes;

import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.coco.CocoWriter;
import dev.rebox.error.ReboxException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes data sets of {@linkplain Scene generated scenes}. Everything follows from the seed, to the last bit. */
public final class Scenes {
    private static final float JPEG_QUALITY = .92f;
    /** Sets the test scenes' seeds apart from the training scenes'. */
    private static final long TEST = 0x7e57L << 32;

    private Scenes() {}

    /** The classes: tree, dog, sunflower, van, and the lookalikes apple and ball, hive and crate. */
    public static LabelMap labels() {
        return LabelMap.of(Thing.names());
    }

    /** Scenes drawn one by one as the stream is read; more of them begin with the same ones. */
    public static Stream<Scene> generate(int images, long seed) {
        return new SplittableRandom(seed).longs(images).mapToObj(scene -> Scene.of(scene, World.ONLY_NEIGHBOURS));
    }

    /** The same where only company tells the lookalikes apart. */
    public static void write(Path folder, int train, int test, long seed) {
        write(folder, train, test, seed, World.ONLY_NEIGHBOURS);
    }

    /**
     * Writes a data set in COCO's format: {@code train.json}, {@code test.json} and their images in {@code images/}.
     *
     * @throws ReboxException when the folder cannot be written
     */
    public static void write(Path folder, int train, int test, long seed, World world) {
        write(folder, train, test, seed, world, false);
    }

    /**
     * The same.
     *
     * @param masks whether silhouettes are written too, as run lengths: the pixels in which a thing is seen
     * @throws ReboxException when the folder cannot be written
     */
    public static void write(Path folder, int train, int test, long seed, World world, boolean masks) {
        try {
            Files.createDirectories(folder.resolve("images"));
            write(folder, "train", train, 1, seed, world, masks);
            write(folder, "test", test, train + 1, seed ^ TEST, world, masks);
        } catch (IOException e) {
            throw new ReboxException("cannot write scenes into " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path folder, String split, int images, int firstId, long seed, World world, boolean masks)
            throws IOException {
        long[] seeds = new SplittableRandom(seed).longs(images).toArray();
        List<Example> examples = IntStream.range(0, images)
                .parallel()
                .mapToObj(i -> write(folder, firstId + i, Scene.of(seeds[i], world), masks))
                .toList();
        Path json = folder.resolve(split + ".json");
        CocoWriter.write(json, new Dataset(json.toString(), Dataset.Format.COCO, labels(), examples));
    }

    private static Example write(Path folder, int id, Scene scene, boolean masks) {
        Path file = folder.resolve("images").resolve(String.format(Locale.ROOT, "%06d.jpg", id));
        try {
            writeJpeg(scene.image(), file);
        } catch (IOException e) {
            throw new ReboxException("cannot write " + file + ": " + e.getMessage(), e);
        }
        List<Annotation> annotations = masks
                ? scene.annotations()
                : scene.annotations().stream()
                        .map(a -> a.withSegmentation(null))
                        .toList();
        return new Example(Integer.toString(id), file, Scene.WIDTH, Scene.HEIGHT, annotations);
    }

    private static void writeJpeg(BufferedImage image, Path file) throws IOException {
        Files.deleteIfExists(file);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            if (out == null) {
                throw new IOException("the file cannot be opened");
            }
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
