package dev.rebox;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.box.tile.Seams;
import dev.rebox.box.tile.Tiling;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.RgbImage;
import java.util.List;
import java.util.Map;

/**
 * Another detector on tiles of large images, so that small objects are seen in more pixels, and once on the whole image for large
 * objects. What is found at the seams of tiles is joined: {@link Seams}. Scores below 0.01 are left out in an image of several
 * tiles, unless a lower threshold was chosen.
 *
 * <p>The thresholds are those of the other detector. Where they were chosen with a promise about what is missed, the promise is
 * about whole images: it does not hold for tiles.
 */
public final class TiledDetector implements ObjectDetector {
    /** IoU above which two boxes from different tiles are of the same object. */
    private static final double SAME = 0.4;

    /** A lower score is looked at only where a lower threshold was chosen: a large image has thousands of them. */
    private static final double FLOOR = 0.01;

    private final ObjectDetector detector;
    private final Tiling tiling;

    /** @param detector is closed with this one */
    public TiledDetector(ObjectDetector detector, Tiling tiling) {
        this.detector = detector;
        this.tiling = tiling;
    }

    @Override
    public List<Detection> detect(RgbImage image) {
        List<Box> tiles = tiling.of(image.width(), image.height());
        if (tiles.size() == 1) {
            return detector.detect(image);
        }
        Seams seams = new Seams(image.width(), image.height(), SAME, floor());
        for (Box tile : tiles) {
            RgbImage part = image.crop((int) tile.x1(), (int) tile.y1(), (int) tile.width(), (int) tile.height());
            seams.add(tile, detector.detect(part));
        }
        seams.add(new Box(0, 0, image.width(), image.height()), detector.detect(image));
        return seams.joined();
    }

    private double floor() {
        return thresholds().values().stream().mapToDouble(t -> t).reduce(FLOOR, Math::min);
    }

    @Override
    public LabelMap labels() {
        return detector.labels();
    }

    @Override
    public Map<String, Double> thresholds() {
        return detector.thresholds();
    }

    @Override
    public void close() {
        detector.close();
    }
}
