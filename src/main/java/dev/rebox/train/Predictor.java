package dev.rebox.train;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.loader.LoadedPicture;
import dev.rebox.data.loader.PictureLoader;
import dev.rebox.data.picture.Picture;
import dev.rebox.data.picture.ResizeRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds objects with a trained model, in pictures of any size. */
public final class Predictor {
    private static final int LOADERS = 1;

    private final Model model;
    private final ResizeRule rule;

    public Predictor(Model model) {
        this.model = model;
        rule = resizeRule(model.config());
    }

    static ResizeRule resizeRule(Config config) {
        return new ResizeRule(config.data().shorterSide(), config.data().longerSide());
    }

    /** Detections in the picture's own pixels, by falling score. */
    public List<Detection> detect(Picture picture) {
        ResizeRule.Target target = rule.of(picture.width(), picture.height());
        return detect(picture.resize(target.width(), target.height()), target.scaleX(), target.scaleY());
    }

    private List<Detection> detect(Picture resized, double scaleX, double scaleY) {
        List<Detection> found = model.detector()
                .detect(List.of(resized), model.config().train().precision())
                .get(0);
        return found.stream()
                .map(d -> new Detection(d.box().scale(1 / scaleX, 1 / scaleY), d.label(), d.score()))
                .toList();
    }

    /** Detections in all pictures of a data set, by image id. */
    public Map<String, List<Detection>> detectAll(Dataset dataset) {
        Map<String, List<Detection>> all = new LinkedHashMap<>();
        detectAll(dataset.examples(), (example, detections) -> all.put(example.id(), detections));
        return all;
    }

    /** The same. @param afterEach is run after each picture; what it throws ends the work */
    public Map<String, List<Detection>> detectAll(Dataset dataset, Runnable afterEach) {
        Map<String, List<Detection>> all = new LinkedHashMap<>();
        detectAll(dataset.examples(), (example, detections) -> {
            all.put(example.id(), detections);
            afterEach.run();
        });
        return all;
    }

    /** The same, handed over picture by picture. */
    public void detectAll(List<Example> examples, BiConsumer<Example, List<Detection>> consumer) {
        try (PictureLoader loader = new PictureLoader(examples, rule, LOADERS)) {
            while (loader.hasNext()) {
                LoadedPicture loaded = loader.next();
                consumer.accept(loaded.example(), detect(loaded.picture(), loaded.scaleX(), loaded.scaleY()));
            }
        }
    }
}
