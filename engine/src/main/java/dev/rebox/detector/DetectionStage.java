package dev.rebox.detector;

import static java.util.Objects.requireNonNull;

import dev.rebox.auxiliary.Refinement;
import dev.rebox.box.Detection;
import dev.rebox.config.ModelConfig;
import dev.rebox.detector.head.RegionHead;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Profile;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** From the proposals of a batch to its detections; with a refinement, the worthwhile regions are looked at once more. */
final class DetectionStage {
    private final ModelConfig config;
    private final int classes;
    private final RegionHead head;
    private final @Nullable Refinement refinement;

    /** @param refinement or null */
    DetectionStage(ModelConfig config, int classes, RegionHead head, @Nullable Refinement refinement) {
        this.config = config;
        this.classes = classes;
        this.head = head;
        this.refinement = refinement;
    }

    /** @param proposals one packed [n, 4] array an image @return one list an image, in pixels of the resized image */
    List<List<Detection>> detect(FeatureMap features, List<float[]> proposals) {
        Regions regions = Regions.ofImages(proposals);
        if (regions.size() == 0) {
            return proposals.stream().map(p -> List.<Detection>of()).toList();
        }
        RegionFeatures seen = features.of(regions);
        RegionHead.Output found = Profile.stage("heads", () -> head.forward(seen));
        float[] probabilities = Tensors.toFloats(torch.softmax(found.logits(), 1));
        float[] offsets = Tensors.toFloats(found.offsets());
        PaddedSize frame = features.frame();
        if (refinement != null) {
            Profile.stage("refinement", () -> {
                List<ClassifiedRegions> images = classified(proposals, probabilities, offsets, frame);
                return refine(seen, found.logits(), images, probabilities);
            });
        }
        return Profile.stage("detections", () -> classified(proposals, probabilities, offsets, frame).stream()
                .map(c -> c.detections(config.nms()))
                .toList());
    }

    /** Writes the refined probabilities of the chosen regions over those of the main head. */
    private float[] refine(
            RegionFeatures regions, Tensor logits, List<ClassifiedRegions> images, float[] probabilities) {
        int columns = classes + 1;
        IntStream.Builder chosen = IntStream.builder();
        int first = 0;
        for (ClassifiedRegions image : images) {
            RefinementChoice choice = RefinementChoice.of(image, config.refineFloor(), config.nms());
            for (int r : choice.refined()) {
                chosen.add(first + r);
            }
            choice.leaveOut(probabilities, first, classes, config.refineFloor());
            first += image.size();
        }
        int[] rows = chosen.build().toArray();
        if (rows.length > 0) {
            Tensor refined = requireNonNull(refinement).refine(regions, rows, logits);
            float[] values = Tensors.toFloats(torch.softmax(refined, 1));
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(values, i * columns, probabilities, rows[i] * columns, columns);
            }
        }
        return probabilities;
    }

    private List<ClassifiedRegions> classified(
            List<float[]> proposals, float[] probabilities, float[] offsets, PaddedSize frame) {
        List<ClassifiedRegions> images = new ArrayList<>();
        int first = 0;
        for (int image = 0; image < proposals.size(); image++) {
            float[] boxes = proposals.get(image);
            int n = boxes.length / 4;
            images.add(ClassifiedRegions.of(
                    part(probabilities, first, n, classes + 1),
                    part(offsets, first, n, 4 * classes),
                    boxes,
                    classes,
                    frame.widths()[image],
                    frame.heights()[image]));
            first += n;
        }
        return images;
    }

    private static float[] part(float[] rows, int first, int count, int columns) {
        return Arrays.copyOfRange(rows, first * columns, (first + count) * columns);
    }
}
