package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.data.convert.Conversion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rebox convert}: a data set in another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a data set in another format; images are linked or copied.",
        footer = {"", "Example: rebox convert photos --to coco --out photos-coco"})
final class ConvertCommand implements Runnable {
    @Parameters(
            paramLabel = "DATASET",
            description = "PATH[:SPLIT], several joined by '+'. Without a split all are kept.")
    private String dataset;

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "voc, coco or yolo.")
    private String format;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
    private Path out;

    @Mixin
    private DatasetOptions options;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        Conversion.Result result = Rebox.convert(dataset, options.open(), format, out);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("images", result.images());
            document.put("boxes", result.boxes());
            document.put("left_out", result.leftOut());
            Json.print(System.out, document);
            return;
        }
        result.leftOut().forEach(line -> System.out.println("left out: " + line));
        System.out.println(result.images() + " images with " + result.boxes() + " boxes: "
                + String.join(", ", result.addresses()));
    }
}
