package dev.rebox.tensor.weights.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Init;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightLoaderTest {
    @TempDir
    Path folder;

    private Path file;
    private final Parameters network = new Parameters(Engine.device("cpu"), 0);

    @BeforeEach
    void writeFile() {
        file = folder.resolve("w.safetensors");
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("conv.weight", Tensors.floats(new float[] {1, 2}, network.device(), 2));
            tensors.put("trunk.weight", Tensors.floats(new float[] {3}, network.device(), 1));
            tensors.put("fc.weight", Tensors.floats(new float[] {4}, network.device(), 1));
            Safetensors.write(file, Map.of(), tensors);
        }
    }

    @Test
    void everyCopyOfAParameterIsFilled() {
        Parameter conv = network.under("backbone.conv").create("weight", Init.ZEROS, 2);
        Parameter main = network.under("head.trunk").create("weight", Init.ZEROS, 1);
        Parameter copy = network.under("auxiliary.multi_object.trunk").create("weight", Init.ZEROS, 1);
        fill(List.of(network.under("backbone"), network.under("head"), network.under("auxiliary.multi_object")));
        assertThat(Tensors.toFloats(conv.value())).containsExactly(1, 2);
        assertThat(Tensors.toFloats(main.value())).containsExactly(3);
        assertThat(Tensors.toFloats(copy.value())).containsExactly(3);
        assertThat(copy.version()).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsNamedAndNothingIsChanged() {
        Parameter conv = network.under("conv").create("weight", Init.ZEROS, 2);
        network.under("conv").create("bias", Init.ZEROS, 2);
        assertThatThrownBy(() -> fill(List.of(network)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": these weights are of another network: it lacks conv.bias;"
                        + " it has the unexpected trunk.weight");
        assertThat(Tensors.toFloats(conv.value())).containsExactly(0, 0);
    }

    @Test
    void anotherShapeIsNamed() {
        network.under("conv").create("weight", Init.ZEROS, 1, 2);
        network.under("trunk").create("weight", Init.ZEROS, 1);
        assertThatThrownBy(() -> fill(List.of(network)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": these weights do not fit: conv.weight has shape [2], the network's has [1, 2]");
    }

    private void fill(List<Parameters> views) {
        try (Weights weights = WeightsFile.open(file)) {
            new WeightLoader(weights).into(views, name -> name.startsWith("fc."));
        }
    }
}
