package dev.rebox.evaluate.results;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Detections in a file of either kind: a folder is taken for VOC's, a file for COCO's. */
public final class ResultsFile {
    private ResultsFile() {}

    /**
     * Reads detections on the images of a data set.
     *
     * @param left is told of each class that the truth does not have; its detections are left out
     * @return by image id, in the order of the file
     * @throws DataException naming the file and the entry that is wrong
     */
    public static Map<String, List<Detection>> read(Path path, Dataset truth, Consumer<String> left) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file or folder of detections");
        }
        return Files.isDirectory(path) ? VocResults.read(path, truth, left) : CocoResults.read(path, truth, left);
    }

    /**
     * Writes detections as the evaluation server of the truth's format takes them: VOC's class files into a folder, else
     * COCO's results into a file, with the category ids of the truth's own file.
     *
     * @param set the name of the image set in VOC's file names
     */
    public static void write(Path path, String set, Dataset truth, Map<String, List<Detection>> detections) {
        if (truth.format().equals(Dataset.Format.VOC)) {
            VocResults.write(path, set, truth, detections);
        } else {
            CocoResults.write(path, truth, detections);
        }
    }
}
