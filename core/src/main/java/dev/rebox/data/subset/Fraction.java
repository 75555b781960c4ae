package dev.rebox.data.subset;

import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LazyExamples;
import dev.rebox.error.ConfigException;
import dev.rebox.recycle.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A part of a data set's images. For one seed a smaller fraction is contained in every larger one, and each keeps the
 * classes near their share.
 *
 * <p>All images are put in one seeded order, of which a fraction is the beginning. The order spreads the images of
 * each class evenly: images are grouped by the rarest class they show, each group by its next rarest class and so on,
 * and groups are then merged in proportion to their sizes.
 */
public final class Fraction {
    private final Map<Integer, Integer> images = new TreeMap<>();
    private final long seed;

    private Fraction(Dataset data, long seed) {
        this.seed = seed;
        data.examples().forEach(e -> classes(e).forEach(label -> images.merge(label, 1, Integer::sum)));
    }

    /**
     * The nearest whole number of images, but at least one (of a set that has any), in the data set's own order.
     *
     * @param fraction more than 0, at most 1
     */
    public static Dataset of(Dataset data, double fraction, long seed) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new ConfigException("data.fraction must be above 0 and at most 1, not " + fraction);
        }
        if (fraction == 1) {
            return data;
        }
        BitSet chosen = chosen(data, fraction, seed);
        return data.withExamples(LazyExamples.where(data.examples(), chosen::get));
    }

    /** The images that {@link #of} leaves out: none where the fraction of a small set is all of it. */
    static Dataset without(Dataset data, double fraction, long seed) {
        BitSet others = chosen(data, fraction, seed);
        return data.withExamples(LazyExamples.where(data.examples(), place -> !others.get(place)));
    }

    /** The places of the images in the data set. */
    private static BitSet chosen(Dataset data, double fraction, long seed) {
        List<Image> order = new Fraction(data, seed).order(data.examples());
        int count = (int) Math.max(1, Math.round(fraction * order.size()));
        Set<String> ids = order.stream().limit(count).map(Image::id).collect(Collectors.toSet());
        BitSet chosen = new BitSet(data.examples().size());
        order.stream().filter(image -> ids.contains(image.id)).forEach(image -> chosen.set(image.place));
        return chosen;
    }

    /** What the order needs of an image: all else of a large set stays where it is. @param classes the rarest first */
    private record Image(int place, String id, List<Integer> classes) {}

    private List<Image> order(List<Example> examples) {
        List<Image> shuffled = IntStream.range(0, examples.size())
                .mapToObj(place -> image(place, examples.get(place)))
                .sorted(Comparator.comparingLong((Image image) -> random(image.id.hashCode()))
                        .thenComparing(Image::id))
                .toList();
        return spread(shuffled, 0);
    }

    private Image image(int place, Example example) {
        return new Image(place, example.id(), classes(example));
    }

    /** Orders images whose {@code depth} rarest classes are the same. */
    private List<Image> spread(List<Image> group, int depth) {
        TreeMap<Integer, List<Image>> byNextClass = new TreeMap<>();
        for (Image image : group) {
            List<Integer> classes = image.classes;
            int next = depth < classes.size() ? classes.get(depth) : 0;
            byNextClass.computeIfAbsent(next, label -> new ArrayList<>()).add(image);
        }
        if (byNextClass.size() == 1 && byNextClass.containsKey(0)) {
            return group;
        }
        record Place(double position, Image image) {}
        List<Place> places = new ArrayList<>(group.size());
        byNextClass.forEach((label, members) -> {
            List<Image> ordered = label == 0 ? members : spread(members, depth + 1);
            double offset = new SplittableRandom(random(label * 1009L + depth)).nextDouble();
            IntStream.range(0, ordered.size())
                    .forEach(i -> places.add(new Place((i + offset) / ordered.size(), ordered.get(i))));
        });
        return places.stream()
                .sorted(Comparator.comparingDouble(Place::position))
                .map(Place::image)
                .toList();
    }

    /** The labels that an image shows, the rarest in the data set first. */
    private List<Integer> classes(Example example) {
        return example.annotations().stream()
                .map(Annotation::label)
                .distinct()
                .sorted(Comparator.comparingInt((Integer label) -> images.getOrDefault(label, 0))
                        .thenComparing(label -> label))
                .toList();
    }

    private long random(long key) {
        return new SplittableRandom(Seeds.of(seed, key)).nextLong();
    }
}
