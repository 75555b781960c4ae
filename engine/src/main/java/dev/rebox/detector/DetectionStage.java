package dev.rebox.detector;

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
import org.bytedeco.pytorch.global.torch;

/** From the proposals of a batch to its detections; with a refinement, the worthwhile regions are looked at once more. */
final class DetectionStage {
    private final ModelConfig config;
    private final int classes;
    private final RegionHead head;
    private final Refinements refinements;

    DetectionStage(ModelConfig config, int classes, RegionHead head, Refinements refinements) {
        this.config = config;
        this.classes = classes;
        this.head = head;
        this.refinements = refinements;
    }

    /**
     * Detections, one list an image, in pixels of the resized image.
     *
     * @param proposals one packed [n, 4] array an image
     * @param trace is told what is computed on the way
     */
    List<List<Detection>> detect(FeatureMap features, List<float[]> proposals, DetectionTrace trace) {
        Regions regions = Regions.ofImages(proposals);
        if (regions.size() == 0) {
            return proposals.stream().map(p -> List.<Detection>of()).toList();
        }
        RegionFeatures seen = features.of(regions);
        RegionHead.Output found = Profile.stage("heads", () -> head.forward(seen));
        float[] probabilities = Tensors.toFloats(torch.softmax(found.logits(), 1));
        float[] offsets = Tensors.toFloats(found.offsets());
        trace.found(seen, probabilities);
        PaddedSize frame = features.frame();
        if (refinements.any()) {
            Profile.stage("refinement", () -> {
                List<ClassifiedRegions> images = classified(proposals, probabilities, offsets, frame);
                refine(seen, found, images, probabilities, offsets, trace);
                return offsets;
            });
        }
        return Profile.stage("detections", () -> {
            List<ClassifiedRegions> images = classified(proposals, probabilities, offsets, frame);
            trace.classified(images);
            return images.stream().map(c -> c.detections(config.nms())).toList();
        });
    }

    /** Writes the refined probabilities and offsets of the chosen regions over those of the main head. */
    private void refine(
            RegionFeatures regions,
            RegionHead.Output found,
            List<ClassifiedRegions> images,
            float[] probabilities,
            float[] offsets,
            DetectionTrace trace) {
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
            RegionHead.Output refined = refinements.refine(regions, rows, found, inputs -> trace.refined(rows, inputs));
            write(Tensors.toFloats(torch.softmax(refined.logits(), 1)), rows, classes + 1, probabilities);
            write(Tensors.toFloats(refined.offsets()), rows, 4 * classes, offsets);
        }
    }

    private static void write(float[] from, int[] rows, int columns, float[] to) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(from, i * columns, to, rows[i] * columns, columns);
        }
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
