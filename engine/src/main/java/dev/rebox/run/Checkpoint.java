package dev.rebox.run;

import static java.util.Objects.requireNonNull;

import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.model.Model;
import dev.rebox.optim.Optimizer;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * One moment of a training run, from which it goes on exactly: parameters, optimiser, and where it is. Random numbers and
 * the order of the data follow from the seed and the step.
 *
 * @param step steps done
 * @param skipped how many of them were left out for an invalid value
 * @param config the configuration, as YAML
 * @param dataHash what the training data was
 */
public record Checkpoint(long step, int skipped, BestSoFar standing, String config, String dataHash) {
    private static final String CHECKSUM = "rebox.checksum";
    private static final String METADATA_CHECKSUM = "rebox.metadataChecksum";
    private static final String OPTIMIZER = "optimizer.";

    /** Writes it with the tensors of model and optimiser: whole and on disk, or not at all. */
    void write(Path file, Model model, Optimizer optimizer) {
        Map<String, Tensor> tensors = model.tensors();
        optimizer.state().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        Map<String, String> metadata = new TreeMap<>(model.conventions().metadata());
        metadata.put("rebox.step", Long.toString(step));
        metadata.put("rebox.skipped", Integer.toString(skipped));
        metadata.put("rebox.topScore", Double.toString(standing.top()));
        metadata.put("rebox.topStep", Long.toString(standing.topStep()));
        metadata.put("rebox.margin", Double.toString(standing.margin()));
        metadata.put("rebox.bestScore", Double.toString(standing.bestScore()));
        metadata.put("rebox.bestStep", Long.toString(standing.bestStep()));
        metadata.put("rebox.sinceBest", Integer.toString(standing.since()));
        metadata.put("rebox.evaluatedStep", Long.toString(standing.evaluatedStep()));
        metadata.put("rebox.config", config);
        metadata.put("rebox.dataHash", dataHash);
        CRC32C checksum = new CRC32C();
        tensors.forEach((name, tensor) -> add(checksum, name, tensor));
        metadata.put(CHECKSUM, Long.toHexString(checksum.getValue()));
        metadata.put(METADATA_CHECKSUM, checksum(metadata));
        Safetensors.write(file, metadata, tensors);
    }

    /**
     * Fills model and optimiser.
     *
     * @param fitting throws where a run that was there cannot go on; asked before anything is filled
     * @throws DataException if the file is damaged or of another network; model and optimiser may be half filled then,
     *     and another checkpoint must fill them
     */
    static Checkpoint read(Path file, Model model, Optimizer optimizer, Consumer<Checkpoint> fitting) {
        try (Weights weights = WeightsFile.open(file)) {
            Checkpoint checkpoint = described(file, weights.metadata());
            fitting.accept(checkpoint);
            if (!weights.metadata()
                    .entrySet()
                    .containsAll(model.conventions().metadata().entrySet())) {
                throw new ConfigException("model.weights: this file expects other images (means, scales, padding) than"
                        + " the one the run was begun with. Give that one.");
            }
            CRC32C checksum = new CRC32C();
            for (Parameter parameter : model.detector().parameters().all()) {
                fill(weights, parameter.name(), parameter.value(), checksum);
                parameter.changed();
            }
            optimizer.state().forEach((name, tensor) -> fill(weights, OPTIMIZER + name, tensor, checksum));
            if (!Long.toHexString(checksum.getValue()).equals(weights.metadata().get(CHECKSUM))) {
                throw damaged(file);
            }
            optimizer.resumeAt(checkpoint.step - checkpoint.skipped);
            return checkpoint;
        }
    }

    private static Checkpoint described(Path file, Map<String, String> metadata) {
        if (!checksum(metadata).equals(metadata.get(METADATA_CHECKSUM))) {
            throw damaged(file);
        }
        return new Checkpoint(
                Long.parseLong(metadata.get("rebox.step")),
                Integer.parseInt(metadata.get("rebox.skipped")),
                standing(metadata),
                requireNonNull(metadata.get("rebox.config")),
                requireNonNull(metadata.get("rebox.dataHash")));
    }

    private static BestSoFar standing(Map<String, String> metadata) {
        BestSoFar standing = new BestSoFar(
                Double.parseDouble(metadata.getOrDefault("rebox.topScore", "NaN")),
                Long.parseLong(metadata.getOrDefault("rebox.topStep", "0")),
                Double.parseDouble(metadata.getOrDefault("rebox.margin", "0")),
                Double.parseDouble(metadata.get("rebox.bestScore")),
                Long.parseLong(metadata.get("rebox.bestStep")),
                Integer.parseInt(metadata.get("rebox.sinceBest")),
                Long.parseLong(metadata.get("rebox.evaluatedStep")));
        // Up to version 0.1 the score was VOC's mAP, which does not compare with today's.
        return metadata.containsKey("rebox.topScore") ? standing : standing.forgotten();
    }

    private static DataException damaged(Path file) {
        return new DataException(file + ": damaged: its checksum is not that of its contents.");
    }

    /** Of all but itself. */
    private static String checksum(Map<String, String> metadata) {
        CRC32C checksum = new CRC32C();
        new TreeMap<>(metadata).forEach((key, value) -> {
            if (!key.equals(METADATA_CHECKSUM)) {
                checksum.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        return Long.toHexString(checksum.getValue());
    }

    private static void fill(Weights weights, String name, Tensor tensor, CRC32C checksum) {
        if (!weights.entries().containsKey(name)) {
            throw new DataException(weights.file() + ": lacks '" + name + "': it is of another network or optimiser.");
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            Tensor values = weights.read(name);
            if (!Arrays.equals(values.shape(), tensor.shape())) {
                throw new DataException(weights.file() + ": '" + name + "' has another shape than the network's.");
            }
            tensor.copy_(values);
            add(checksum, name, values);
        }
    }

    /** Name and values, the latter row-major as the file has them. */
    private static void add(CRC32C checksum, String name, Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor host =
                    tensor.detach().to(new Device("cpu"), tensor.scalar_type()).contiguous();
            checksum.update(name.getBytes(StandardCharsets.UTF_8));
            if (host.numel() > 0) {
                BytePointer bytes = new BytePointer(host.data_ptr());
                bytes.capacity(host.nbytes());
                checksum.update(bytes.asByteBuffer());
            }
        }
    }
}
