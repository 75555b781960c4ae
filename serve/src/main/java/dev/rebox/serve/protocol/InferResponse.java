package dev.rebox.serve.protocol;

import static java.util.Objects.requireNonNull;

import dev.rebox.box.Detection;
import dev.rebox.serve.detect.DetectionResult;
import dev.rebox.serve.http.JsonResponse;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The answer to a request for inference: M detections of all its images, one image after the other, by falling score.
 *
 * @param jsonLength where binary data follows after the JSON
 */
record InferResponse(byte[] body, OptionalInt jsonLength) {
    static final String IMAGE = "image_index";
    static final String BOXES = "boxes";
    static final String SCORES = "scores";
    static final String LABELS = "labels";
    static final String CLASSES = "classes";

    /** image_index [M] from 0, boxes [M, 4] as x1, y1, x2, y2 in pixels, scores [M], labels [M] from 1, classes [M]. */
    static final List<String> OUTPUTS = List.of(IMAGE, BOXES, SCORES, LABELS, CLASSES);

    static InferResponse of(String model, InferRequest request, DetectionResult found) {
        List<Map<String, Object>> outputs = new ArrayList<>();
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        Map<String, OutputTensor> tensors = tensors(found);
        List<InferRequest.Wanted> wanted = request.outputs().isEmpty()
                ? OUTPUTS.stream()
                        .map(name -> new InferRequest.Wanted(name, Optional.empty()))
                        .toList()
                : request.outputs();
        boolean any = false;
        for (InferRequest.Wanted one : wanted) {
            OutputTensor tensor = requireNonNull(tensors.get(one.name()));
            if (one.binary().orElse(request.binary())) {
                byte[] data = tensor.binary();
                outputs.add(tensor.json(data));
                binary.writeBytes(data);
                any = true;
            } else {
                outputs.add(tensor.json());
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("model_name", model);
        answer.put("model_version", Integer.toString(found.model()));
        request.id().ifPresent(id -> answer.put("id", id));
        answer.put("outputs", outputs);
        byte[] json = JsonResponse.bytes(answer);
        if (!any) {
            return new InferResponse(json, OptionalInt.empty());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json);
        body.writeBytes(binary.toByteArray());
        return new InferResponse(body.toByteArray(), OptionalInt.of(json.length));
    }

    private static Map<String, OutputTensor> tensors(DetectionResult found) {
        List<Long> images = new ArrayList<>();
        List<Double> boxes = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<Long> labels = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < found.images().size(); i++) {
            for (Detection d : found.images().get(i).detections()) {
                images.add((long) i);
                boxes.addAll(List.of(
                        d.box().x1(), d.box().y1(), d.box().x2(), d.box().y2()));
                scores.add(d.score());
                labels.add((long) d.label());
                classes.add(found.labels().name(d.label()));
            }
        }
        long[] column = {scores.size()};
        return Map.of(
                IMAGE, new OutputTensor(IMAGE, "INT64", column, images),
                BOXES, new OutputTensor(BOXES, "FP64", new long[] {scores.size(), 4}, boxes),
                SCORES, new OutputTensor(SCORES, "FP64", column, scores),
                LABELS, new OutputTensor(LABELS, "INT64", column, labels),
                CLASSES, new OutputTensor(CLASSES, "BYTES", column, classes));
    }

    /** What the outputs are, for the model's metadata; -1 is a number that depends on the images. */
    static List<Map<String, Object>> described() {
        return List.of(
                tensor(IMAGE, "INT64", -1),
                tensor(BOXES, "FP64", -1, 4),
                tensor(SCORES, "FP64", -1),
                tensor(LABELS, "INT64", -1),
                tensor(CLASSES, "BYTES", -1));
    }

    static Map<String, Object> tensor(String name, String datatype, int... shape) {
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("name", name);
        tensor.put("datatype", datatype);
        tensor.put("shape", shape);
        return tensor;
    }
}
