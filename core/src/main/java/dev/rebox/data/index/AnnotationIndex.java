package dev.rebox.data.index;

import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat.Source;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.PendingBoxes;
import dev.rebox.data.Problem;
import dev.rebox.data.image.ImageBytes;
import dev.rebox.error.DataException;
import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens large data sets by an index, which is made when they are opened for the first time. It holds as long as the annotation
 * files keep their sizes and times, the format of the index its version, and the images their places, for which
 * {@value #SAMPLED} images are asked. A damaged or an old index is made again.
 */
public final class AnnotationIndex {
    /** Annotation files of so many bytes together are indexed; smaller ones are read whole, as quickly. */
    public static final long LARGE = 100_000_000;

    private static final int SAMPLED = 64;
    private static final Logger LOG = LoggerFactory.getLogger(AnnotationIndex.class);

    private final Source source;
    private final Dataset.Format format;
    private final List<Path> sources;
    private final Places places;

    /** @param sources the annotation files, that of the boxes first */
    public AnnotationIndex(Source source, Dataset.Format format, List<Path> sources) {
        this.source = source;
        this.format = format;
        this.sources = List.copyOf(sources);
        places = new Places(this.sources, sources.get(0).resolveSibling(""), source.images());
    }

    /** What a reader made of the annotation files. @param examples each is asked for once, in order, and may be made then */
    public record Read(LabelMap labels, List<Example> examples) {}

    /** Reads the annotation files once. */
    public interface Reader {
        /** @param boxes takes the boxes until all is known of them @param problems is told of what cannot be read */
        Read read(PendingBoxes boxes, Consumer<Problem> problems);
    }

    /** Whether files are so large that they are indexed. */
    public static boolean pays(List<Path> sources) {
        return sources.stream().mapToLong(file -> file.toFile().length()).sum() >= LARGE;
    }

    /**
     * The data set, its images in a list that makes each when it is asked for.
     *
     * @param problems is told what reading the annotations told, also where the index was there already
     * @throws DataException where the annotations cannot be read, or neither their folder nor the user's cache be written
     */
    public Dataset open(Consumer<Problem> problems, Reader reader) {
        String key = key();
        IndexPlace place = new IndexPlace(sources.get(0), source.images());
        IndexFile.Open index = existing(place, key).orElseGet(() -> made(place, key, reader));
        index.contents().problems().forEach(problems);
        return new Dataset(source.name(), format, index.contents().labels(), index.examples());
    }

    private Optional<IndexFile.Open> existing(IndexPlace place, String key) {
        for (Path file : place.candidates()) {
            try {
                IndexFile.Open open = IndexFile.open(file, places);
                if (!open.contents().key().equals(key)) {
                    LOG.info("{}: the annotations were changed since; the index is made again", file);
                } else if (!open.contents().there().equals(sampled(open.examples()))) {
                    LOG.info("{}: images were moved, added or removed since; the index is made again", file);
                } else {
                    return Optional.of(open);
                }
            } catch (NoSuchFileException e) {
                continue;
            } catch (IOException | RuntimeException e) {
                LOG.warn("{}: the index cannot be used and is made again: {}", file, e.getMessage());
            }
        }
        return Optional.empty();
    }

    private IndexFile.Open made(IndexPlace place, String key, Reader reader) {
        LOG.info("{} is indexed: this is done once", sources.get(0));
        Path file = place.writable();
        List<Problem> told = new ArrayList<>();
        try (PendingBoxes boxes = new SpooledBoxes(file.toAbsolutePath().resolveSibling(""), sources.get(0))) {
            Read read = reader.read(boxes, told::add);
            List<Boolean> there = new ArrayList<>();
            Set<Integer> sample = new HashSet<>(sample(read.examples().size()));
            // Readers look for an image when it is asked for, and may look elsewhere the next time.
            List<Example> once = LazyExamples.of(read.examples().size(), i -> {
                Example example = read.examples().get(i);
                if (sample.contains(i)) {
                    there.add(ImageBytes.exists(example.image()));
                }
                return example;
            });
            IndexFile.write(file, () -> new Contents(key, read.labels(), told, there), once, places);
            return IndexFile.open(file, places);
        } catch (IOException e) {
            throw new DataException(file + ": the index cannot be written: " + AtomicFile.reason(e), e);
        }
    }

    /** Whether some of the images are there: in all likelihood it is the same for the others. */
    private static List<Boolean> sampled(List<Example> examples) {
        return sample(examples.size()).stream()
                .map(place -> ImageBytes.exists(examples.get(place).image()))
                .toList();
    }

    /** Some places, spread over the set. */
    private static List<Integer> sample(int size) {
        int count = Math.min(SAMPLED, size);
        return IntStream.range(0, count)
                .mapToObj(i -> (int) ((long) i * size / count))
                .toList();
    }

    /** The annotation files by name, size and time. */
    private String key() {
        StringBuilder key = new StringBuilder(format.name());
        for (Path file : sources) {
            try {
                BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
                key.append('|').append(file.getFileName()).append(' ').append(is.size());
                key.append(' ').append(is.lastModifiedTime().toMillis());
            } catch (IOException e) {
                throw new DataException(file + ": cannot be read: " + AtomicFile.reason(e), e);
            }
        }
        return key.toString();
    }
}
