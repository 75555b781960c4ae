package dev.rebox.run;

import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.file.AtomicFile;
import dev.rebox.model.Model;
import dev.rebox.optim.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of a run: the last two are kept, so that a damaged one does not end it. */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String PREFIX = "step-";
    private static final String SUFFIX = ".safetensors";

    private final Path folder;

    public Checkpoints(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        }
    }

    /** @throws ReboxException if it cannot be written; those before it stay */
    public void write(Checkpoint checkpoint, Model model, Optimizer optimizer) {
        Path file = folder.resolve(PREFIX + String.format(Locale.ROOT, "%09d", checkpoint.step()) + SUFFIX);
        try {
            checkpoint.write(file, model, optimizer);
        } catch (ReboxException e) {
            throw new ReboxException(
                    sentence(e) + " The checkpoints before it stay: when this is mended, resume=true"
                            + " goes on from the last of them.",
                    e);
        }
        List<Path> files = newestFirst();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                LOG.warn("{}: an old checkpoint cannot be deleted: {}", old, e.getMessage());
            }
        }
    }

    /**
     * Fills model and optimiser from the newest sound checkpoint; empty where there is none at all. Damaged ones are
     * deleted, since their place is that of the next ones.
     *
     * @param fitting throws where a run that was there cannot go on
     */
    public Optional<Checkpoint> restore(Model model, Optimizer optimizer, Consumer<Checkpoint> fitting) {
        List<Path> files = newestFirst();
        List<Path> damaged = new ArrayList<>();
        for (Path file : files) {
            try {
                Checkpoint checkpoint = Checkpoint.read(file, model, optimizer, fitting);
                for (Path bad : damaged) {
                    Files.delete(bad);
                }
                return Optional.of(checkpoint);
            } catch (DataException e) {
                LOG.warn("{} The checkpoint before it is tried.", sentence(e));
                damaged.add(file);
            } catch (IOException e) {
                throw AtomicFile.cannotWrite(folder, e);
            }
        }
        if (!files.isEmpty()) {
            throw new DataException(folder + ": none of the " + files.size()
                    + " checkpoints can be used. Start again with another 'out'.");
        }
        return Optional.empty();
    }

    /** Its message with a full stop, so that another sentence can follow. */
    public static String sentence(ReboxException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
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
