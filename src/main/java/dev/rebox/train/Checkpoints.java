package dev.rebox.train;

import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of a run: the last two are kept, so that a damaged one does not end it. */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String PREFIX = "step-";
    private static final String SUFFIX = ".safetensors";

    private final Path folder;

    Checkpoints(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw RunFolder.cannotWrite(folder, e);
        }
    }

    void write(Checkpoint checkpoint, Model model, Optimizer optimizer) {
        Path file = folder.resolve(PREFIX + String.format("%09d", checkpoint.step()) + SUFFIX);
        checkpoint.write(file, model, optimizer);
        List<Path> files = newestFirst();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                LOG.warn("{}: an old checkpoint cannot be deleted: {}", old, e.getMessage());
            }
        }
    }

    /** Fills model and optimiser from the newest sound checkpoint; empty where there is none at all. */
    Optional<Checkpoint> restore(Model model, Optimizer optimizer) {
        List<Path> files = newestFirst();
        for (Path file : files) {
            try {
                return Optional.of(Checkpoint.read(file, model, optimizer));
            } catch (ReboxException e) {
                LOG.warn("{} The checkpoint before it is tried.", e.getMessage());
            }
        }
        if (!files.isEmpty()) {
            throw new DataException(folder + ": none of the " + files.size()
                    + " checkpoints can be used. Start again with another 'out'.");
        }
        return Optional.empty();
    }

    private List<Path> newestFirst() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(PREFIX + "\\d+\\" + SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
