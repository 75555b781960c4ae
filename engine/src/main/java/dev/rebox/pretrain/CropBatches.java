package dev.rebox.pretrain;

import dev.rebox.box.LabelledBox;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Batches of crops, every class as often as any other: a class is drawn, then one of its boxes. One of K + 1 crops is
 * background. Images are kept as long as they fit.
 */
final class CropBatches {
    private static final int KEPT = 512;

    private final Dataset data;
    private final int size;
    private final List<List<Place>> byClass = new ArrayList<>();
    private final Map<String, RgbImage> images = new LinkedHashMap<>();

    private record Place(Example example, LabelledBox box) {}

    CropBatches(Dataset data, int size) {
        this.data = data;
        this.size = size;
        for (int k = 0; k < data.labels().size(); k++) {
            byClass.add(new ArrayList<>());
        }
        for (Example example : data.examples()) {
            for (LabelledBox box : example.recyclableBoxes()) {
                byClass.get(box.label() - 1).add(new Place(example, box));
            }
        }
        byClass.removeIf(List::isEmpty);
    }

    List<BoxCrop> next(int count, RandomGenerator random) {
        List<BoxCrop> crops = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int k = random.nextInt(byClass.size() + 1);
            if (k == 0) {
                Example example =
                        data.examples().get(random.nextInt(data.examples().size()));
                crops.add(BoxCrop.ofBackground(read(example), example, size, random));
            } else {
                List<Place> places = byClass.get(k - 1);
                Place place = places.get(random.nextInt(places.size()));
                crops.add(BoxCrop.ofBox(read(place.example), place.box, size, random));
            }
        }
        return crops;
    }

    private RgbImage read(Example example) {
        RgbImage known = images.get(example.id());
        if (known != null) {
            return known;
        }
        RgbImage image = ImageDecoder.read(example);
        if (images.size() < KEPT) {
            images.put(example.id(), image);
        }
        return image;
    }
}
