package dev.rebox.data.voc;

import dev.rebox.data.Dataset;
import dev.rebox.data.DatasetFormat;
import dev.rebox.data.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** PASCAL VOC: {@code Annotations/}, {@code JPEGImages/}, {@code ImageSets/Main/}. */
public final class VocFormat implements DatasetFormat {
    @Override
    public Dataset.Format format() {
        return Dataset.Format.VOC;
    }

    @Override
    public String looksLike() {
        return "a folder with Annotations/ and JPEGImages/, or with XML files beside the images (VOC)";
    }

    @Override
    public boolean recognises(Path path) {
        return VocLayout.of(path).isPresent();
    }

    @Override
    public Dataset read(Source source, Consumer<Problem> problems) {
        return new VocFolder(source.path()).read(source.name(), source.split(), problems);
    }

    @Override
    public Map<String, List<String>> splits(Path path) {
        return new VocFolder(path).splits();
    }
}
