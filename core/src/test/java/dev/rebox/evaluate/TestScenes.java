package dev.rebox.evaluate;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import java.nio.file.Path;
import java.util.List;

/** Small truths written by hand. */
public final class TestScenes {
    private TestScenes() {}

    public static Dataset dataset(LabelMap labels, Example... examples) {
        return new Dataset("scenes", Dataset.Format.COCO, labels, List.of(examples));
    }

    public static Example image(String id, Annotation... annotations) {
        return new Example(id, Path.of(id + ".jpg"), 640, 480, List.of(annotations));
    }

    public static Annotation object(int label, double x, double y, double width, double height) {
        return Annotation.of(Box.ofSize(x, y, width, height), label);
    }

    public static Annotation difficult(int label, double x, double y, double width, double height) {
        Annotation plain = object(label, x, y, width, height);
        return new Annotation(plain.box(), label, true, false, false, plain.area());
    }

    public static Annotation crowd(int label, double x, double y, double width, double height) {
        Annotation plain = object(label, x, y, width, height);
        return new Annotation(plain.box(), label, false, false, true, plain.area());
    }

    public static Detection found(int label, double score, double x, double y, double width, double height) {
        return new Detection(Box.ofSize(x, y, width, height), label, score);
    }
}
