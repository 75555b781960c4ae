package dev.rebox.train;

import dev.rebox.error.DataException;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.weights.Safetensors;
import dev.rebox.tensor.weights.Weights;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
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
 * @param bestScore the best validation score so far, NaN where there was none
 * @param bestStep the step it was reached at
 * @param config the configuration, as YAML
 * @param dataHash what the training data was
 */
record Checkpoint(long step, double bestScore, long bestStep, String config, String dataHash) {
    private static final String CHECKSUM = "rebox.checksum";
    private static final String OPTIMIZER = "optimizer.";

    /** Writes it with the tensors of model and optimiser: whole and on disk, or not at all. */
    void write(Path file, Model model, Optimizer optimizer) {
        Map<String, Tensor> tensors = model.tensors();
        optimizer.state().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("rebox.step", Long.toString(step));
        metadata.put("rebox.bestScore", Double.toString(bestScore));
        metadata.put("rebox.bestStep", Long.toString(bestStep));
        metadata.put("rebox.config", config);
        metadata.put("rebox.dataHash", dataHash);
        CRC32C checksum = new CRC32C();
        tensors.forEach((name, tensor) -> add(checksum, name, tensor));
        metadata.put(CHECKSUM, Long.toHexString(checksum.getValue()));
        Safetensors.write(file, metadata, tensors);
    }

    /**
     * Fills model and optimiser.
     *
     * @throws DataException if the file is damaged or of another network; model and optimiser may be half filled then,
     *     and another checkpoint must fill them
     */
    static Checkpoint read(Path file, Model model, Optimizer optimizer) {
        try (Weights weights = Weights.open(file)) {
            Map<String, String> metadata = weights.metadata();
            CRC32C checksum = new CRC32C();
            for (Parameter parameter : model.detector().parameters().all()) {
                fill(weights, parameter.name(), parameter.value(), checksum);
                parameter.changed();
            }
            optimizer.state().forEach((name, tensor) -> fill(weights, OPTIMIZER + name, tensor, checksum));
            if (!Long.toHexString(checksum.getValue()).equals(metadata.get(CHECKSUM))) {
                throw new DataException(file + ": damaged: its checksum is not that of its contents.");
            }
            Checkpoint checkpoint = new Checkpoint(
                    Long.parseLong(metadata.get("rebox.step")),
                    Double.parseDouble(metadata.get("rebox.bestScore")),
                    Long.parseLong(metadata.get("rebox.bestStep")),
                    metadata.get("rebox.config"),
                    metadata.get("rebox.dataHash"));
            optimizer.resumeAt(checkpoint.step);
            return checkpoint;
        }
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
