package dev.rebox.detector.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Anchors;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One square anchor a cell, a map of one channel with two rows and three columns. */
class RegionProposalNetworkTest {
    private static final PaddedSize FRAME = PaddedSize.around(new int[] {48}, new int[] {32});
    private static final AnchorGrid GRID = new AnchorGrid(new Anchors(16, List.of(1.0), List.of(1.0)));

    @Test
    void saysTwoLogitsAndFourOffsetsOfEachAnchor() {
        try (PointerScope scope = new PointerScope();
                Parameters parameters = new Parameters(new Device("cpu"), 0)) {
            RegionProposalNetwork.Output output = run(parameters, Precision.FLOAT32, 0, 1);
            assertThat(output.objectness().shape()).containsExactly(1, 6, 2);
            assertThat(output.offsets().shape()).containsExactly(1, 6, 4);
            assertThat(output.size()).isEqualTo(6);
        }
    }

    /** 2 + 1/512 has no form in bfloat16, whose neighbours of 2 are 1/64 apart: anchors would share their score. */
    @ParameterizedTest
    @EnumSource
    void itsAnswersAreFloat32InAnyPrecision(Precision precision) {
        try (PointerScope scope = new PointerScope();
                Parameters parameters = new Parameters(new Device("cpu"), 0)) {
            RegionProposalNetwork.Output output = run(parameters, precision, 2 + 1 / 512f, -3 - 1 / 512f);
            assertThat(Tensors.toFloats(output.objectness())).containsOnly(2.001953125f);
            assertThat(Tensors.toFloats(output.offsets())).containsOnly(-3.001953125f);
        }
    }

    /** On a map of zeros each answer is its bias. */
    private static RegionProposalNetwork.Output run(
            Parameters parameters, Precision precision, float objectness, float offset) {
        RegionProposalNetwork network = new RegionProposalNetwork(parameters, 1, 512, GRID);
        fill(parameters, "objectness.bias", objectness);
        fill(parameters, "offsets.bias", offset);
        Tensor map = torch.zeros(1, 1, 2, 3).to(precision.type());
        return network.forward(new FeatureMap(map, FRAME, new CropRule(7, false)));
    }

    private static void fill(Parameters parameters, String name, float value) {
        float[] values = new float[(int) parameters.get(name).shape()[0]];
        Arrays.fill(values, value);
        parameters.get(name).set(Tensors.floats(values, new Device("cpu"), values.length));
    }
}
