package dev.rebox.export;

import dev.rebox.Rebox;
import dev.rebox.TiledDetector;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.box.tile.Tiling;
import dev.rebox.config.Device;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import dev.rebox.evaluate.Evaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A trial: what tiles bring on large images. Images of a data set, all of one size, are put together to large ones, 4 by 4, which
 * a detector sees whole and in tiles that cut them where it happens.
 *
 * <p>Arguments: RUN DATASET [LARGE-IMAGES (6)] [TILE (320)].
 */
public final class TilesTrial {
    private static final int SIDE = 4;
    private static final double SHOWN = 0.5;
    private static final double DOUBLE = 0.5;

    private TilesTrial() {}

    public static void main(String[] args) {
        int count = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        int tile = args.length > 3 ? Integer.parseInt(args[3]) : 320;
        Map<String, List<Detection>> whole = new LinkedHashMap<>();
        Map<String, List<Detection>> tiled = new LinkedHashMap<>();
        List<Example> examples = new ArrayList<>();
        Dataset set = Rebox.open(args[1]);
        Rebox detector = Rebox.load(Path.of(args[0]), Device.CPU);
        try (TiledDetector tiles = new TiledDetector(detector, new Tiling(tile, 0.2))) {
            for (int i = 0; i < count; i++) {
                List<Example> parts = set.examples().subList(i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
                RgbImage image = together(parts);
                String id = Integer.toString(i);
                examples.add(new Example(id, Path.of(id), image.width(), image.height(), annotations(parts)));
                whole.put(id, detector.detect(image));
                tiled.put(id, tiles.detect(image));
            }
        }
        Dataset large = set.withExamples(examples);
        print("whole", large, whole);
        print("tiled", large, tiled);
        Runtime.getRuntime().halt(0);
    }

    private static RgbImage together(List<Example> parts) {
        RgbImage first = ImageDecoder.read(parts.get(0).image());
        int w = first.width();
        int h = first.height();
        byte[] rgb = new byte[SIDE * w * SIDE * h * 3];
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = ImageDecoder.read(parts.get(i).image()).rgb();
            for (int y = 0; y < h; y++) {
                int row = (i / SIDE * h + y) * SIDE * w + i % SIDE * w;
                System.arraycopy(part, 3 * y * w, rgb, 3 * row, 3 * w);
            }
        }
        return new RgbImage(SIDE * w, SIDE * h, rgb);
    }

    private static List<Annotation> annotations(List<Example> parts) {
        List<Annotation> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Example part = parts.get(i);
            double x = i % SIDE * part.width();
            double y = i / SIDE * part.height();
            for (Annotation a : part.annotations()) {
                Box box = a.box();
                all.add(a.withBox(new Box(box.x1() + x, box.y1() + y, box.x2() + x, box.y2() + y)));
            }
        }
        return all;
    }

    private static void print(String name, Dataset large, Map<String, List<Detection>> found) {
        Evaluation e = Evaluation.of(large, found);
        int shown = 0;
        int doubles = 0;
        for (List<Detection> image : found.values()) {
            List<Detection> sure = image.stream().filter(d -> d.score() >= SHOWN).toList();
            shown += sure.size();
            for (int i = 0; i < sure.size(); i++) {
                for (int j = 0; j < i; j++) {
                    boolean same = sure.get(i).label() == sure.get(j).label()
                            && sure.get(i).box().iou(sure.get(j).box()) > DOUBLE;
                    doubles += same ? 1 : 0;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: VOC mAP %.1f, COCO AP %.1f, of small objects %.1f, of medium ones %.1f; %d detections from %.1f on, %d"
                        + " doubles%n",
                name,
                100 * e.requireVoc().map(),
                100 * e.requireCoco().ap(),
                100 * e.requireCoco().apSmall(),
                100 * e.requireCoco().apMedium(),
                shown,
                SHOWN,
                doubles);
    }
}
