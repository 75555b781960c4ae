package dev.rebox;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.LabelMap;
import dev.rebox.model.Model;
import java.util.ArrayList;
import java.util.List;

/** The smallest models that are whole ones. */
public final class TestModels {
    public static final LabelMap LABELS = new LabelMap(List.of("dog", "cat"), List.of(7L, 90L));

    private TestModels() {}

    /** A quarter of MobileNet on small images, without tasks unless they are asked for; later settings win. */
    public static Config config(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "width=0.25",
                "shorterSide=64",
                "longerSide=96",
                "anchorBase=32",
                "proposals=20",
                "auxiliary=[]",
                "refinement=false",
                "device=cpu"));
        settings.addAll(List.of(more));
        return ConfigReader.read(settings);
    }

    public static Model create(String... settings) {
        return Model.create(config(settings), LABELS);
    }
}
