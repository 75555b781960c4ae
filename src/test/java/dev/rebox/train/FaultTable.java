package dev.rebox.train;

import dev.rebox.data.scenes.Scenes;
import dev.rebox.file.WholeFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Brings about each fault in a real run of the program and writes what the user sees as a table. Argument: the file to
 * write, by default {@code docs/faults.md}.
 */
public final class FaultTable {
    private static final String INTRO = """
            # What goes wrong, and what you see

            Each line below comes from a real run of the program, written down by
            `src/test/java/dev/rebox/train/FaultTable.java`; `scenes` is a small generated data set. Exit status: 0 done,
            2 wrong usage or configuration, 3 the data is not usable, 130 stopped by you, 1 anything else.

            Whatever happens, a run folder holds whole files only: checkpoints and models are written beside their
            place, forced to the disk, and renamed. `rebox train RUN/config.yaml resume=true` goes on from the last
            sound checkpoint, and ends with the same bits as a run that was never interrupted.

            """;

    private record Row(String fault, String seen, int status) {
        String cells() {
            return "| " + fault + " | " + seen.replace("|", "\\\\|") + " | " + status + " |";
        }
    }

    private final Path folder;
    private final List<Row> rows = new ArrayList<>();

    private FaultTable(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments.length > 0 ? arguments[0] : "docs/faults.md");
        FaultTable table = new FaultTable(Files.createTempDirectory("rebox-table"));
        TrainingProcess.scenes(table.folder);
        StringBuilder text = new StringBuilder(INTRO);
        text.append(table.section("The process", table::process));
        text.append(table.section("The run folder", table::runFolder));
        text.append(table.section("Going on with other settings", table::resuming));
        text.append(table.section("Values that are no numbers", table::values));
        text.append(table.section("Pictures, while training runs", table::pictures));
        text.append(table.section("Data, before training begins", table::data));
        WholeFile.write(file, text.toString());
        System.out.print(text);
    }

    private interface Faults {
        void bringAbout() throws IOException;
    }

    private String section(String title, Faults faults) throws IOException {
        rows.clear();
        faults.bringAbout();
        return "## " + title + "\n\n| fault | what you see | exit status |\n|---|---|---|\n"
                + rows.stream().map(Row::cells).collect(Collectors.joining("\n")) + "\n\n";
    }

    private void process() {
        for (String signal : new String[] {"INT", "TERM"}) {
            TrainingProcess stopped = train("out=stopped-" + signal.toLowerCase(), "steps=3000");
            stopped.untilSaid("step ").signal(signal);
            row(signal.equals("INT") ? "Ctrl-C" : "`kill`, or the system shuts down", stopped);
        }
        TrainingProcess killed = train("out=killed", "steps=3000");
        killed.until("checkpoint", () -> Files.exists(checkpoint("killed", 3))).kill();
        row("`kill -9` or a power cut, and then `resume=true`", train("out=killed", "steps=40", "resume=true"));
        train("out=base", "steps=6").exit();
    }

    private void runFolder() throws IOException {
        TrainingProcess first = train("out=busy", "steps=3000");
        first.untilSaid("step ");
        row("a second process trains into the same folder", train("out=busy", "steps=6", "resume=true"));
        first.kill();
        row("the folder holds a run, and `resume=true` was not said", train("out=base", "steps=6"));

        Path run = copy("base", "bit");
        flipBit(run.resolve("checkpoints/step-000000006.safetensors"));
        row("a bit of the last checkpoint is wrong", train("out=bit", "steps=8", "resume=true"));
        run = copy("base", "cut");
        try (RandomAccessFile file = new RandomAccessFile(
                run.resolve("checkpoints/step-000000006.safetensors").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        row("the last checkpoint is cut off", train("out=cut", "steps=8", "resume=true"));
        run = copy("base", "none");
        flipBit(run.resolve("checkpoints/step-000000003.safetensors"));
        flipBit(run.resolve("checkpoints/step-000000006.safetensors"));
        row("all checkpoints are damaged", train("out=none", "steps=8", "resume=true"));
        run = copy("base", "log");
        Files.writeString(run.resolve("log.jsonl"), "{\"step\": 7, \"lo", StandardOpenOption.APPEND);
        row("the log ends with half a line", train("out=log", "steps=8", "resume=true"));

        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 20)) {
            if (disk.small()) {
                row("the disk is full", train("out=disk/run", "steps=3000", "checkpointEvery=1"));
            }
        }
        TrainingProcess orphan = train("out=removed", "steps=3000", "logEvery=1");
        orphan.untilSaid("step ");
        delete(folder.resolve("removed"));
        row("the run folder is removed while training runs", orphan);
        Files.writeString(folder.resolve("file"), "");
        row("`out` is a file", train("out=file", "steps=6"));
    }

    private void resuming() throws IOException {
        copy("base", "again");
        row("more steps, another learning rate", train("out=again", "steps=8", "resume=true", "learningRate=0.0005"));
        row("another network", train("out=again", "steps=8", "resume=true", "width=0.5", "refinement=false"));
        row("another seed", train("out=again", "steps=8", "resume=true", "seed=7"));
        row("fewer steps than were done", train("out=again", "steps=2", "resume=true"));
        Path other = folder.resolve("other");
        Scenes.write(other, 12, 2, 9);
        row("other pictures or boxes", train("out=again", "steps=8", "resume=true", "data.train=other/train.json"));
    }

    private void values() {
        row("a learning rate out of all measure", train("out=nan", "steps=8", "learningRate=1e30"));
        row(
                "the same with `onInvalid=\"skip 2\"`",
                train("out=skip", "steps=8", "learningRate=1e30", "onInvalid=skip 2"));
        row("a learning rate that is no number", train("out=inf", "steps=8", "learningRate=.inf"));
    }

    private void pictures() throws IOException {
        row("a picture vanishes", disturbed("vanished", Files::delete));
        row(
                "a picture is overwritten with something else",
                disturbed("other", p -> Files.writeString(p, "no picture")));
        row("a picture is cut off", disturbed("half", p -> {
            byte[] bytes = Files.readAllBytes(p);
            Files.write(p, Arrays.copyOf(bytes, bytes.length / 2));
        }));
        row("a picture changes its size", disturbed("size", p -> Files.write(p, jpeg(40, 30))));
    }

    private interface Blow {
        void on(Path picture) throws IOException;
    }

    /** Training whose pictures all suffer the same while it runs. */
    private TrainingProcess disturbed(String name, Blow blow) throws IOException {
        copy("scenes", name + "-scenes");
        TrainingProcess process =
                train("out=" + name, "steps=3000", "cacheMegabytes=0", "data.train=" + name + "-scenes/train.json");
        process.untilSaid("step ");
        try (Stream<Path> pictures = Files.list(folder.resolve(name + "-scenes/images"))) {
            for (Path picture : pictures.toList()) {
                blow.on(picture);
            }
        }
        return process;
    }

    private void data() throws IOException {
        new FaultyData(folder.resolve("faulty")).write();
        TrainingProcess check = TrainingProcess.rebox(folder, List.of("check", "faulty:train", "--json"));
        int status = check.exit();
        FaultyData.problems(check.output())
                .forEach((kind, line) -> rows.add(new Row(
                        "`" + kind + "` (" + line.severity() + ")", seen("rebox check: " + line.text()), status)));
        row("training on it", train("out=faulty-run", "steps=2", "data.train=faulty:train"));
        row(
                "training on it with `data.onError=drop`",
                train("out=dropped", "steps=2", "data.train=faulty:train", "onError=drop"));
    }

    private TrainingProcess train(String... settings) {
        List<String> all = new ArrayList<>(List.of("checkpointEvery=3"));
        all.addAll(Arrays.asList(settings));
        return TrainingProcess.start(folder, all.toArray(String[]::new));
    }

    private void row(String fault, TrainingProcess process) {
        int status = process.exit();
        String said = process.output()
                .lines()
                .filter(line -> !line.isBlank() && !line.matches("(step \\d|No weights|after \\d|The model is|NOTE).*"))
                .limit(6)
                .map(this::seen)
                .collect(Collectors.joining("<br>"));
        System.out.println(fault + " -> " + status + ": " + said);
        rows.add(new Row(fault, said.isEmpty() ? "nothing" : said, status));
    }

    private String seen(String line) {
        return "`" + line.replace(folder + "/", "").replace('`', '\'') + "`";
    }

    private Path checkpoint(String run, int step) {
        return folder.resolve(run).resolve(String.format("checkpoints/step-%09d.safetensors", step));
    }

    private static void flipBit(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 4;
        Files.write(path, bytes);
    }

    static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }

    private Path copy(String from, String to) throws IOException {
        Path source = folder.resolve(from);
        Path target = folder.resolve(to);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file)));
            }
        }
        return target;
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
