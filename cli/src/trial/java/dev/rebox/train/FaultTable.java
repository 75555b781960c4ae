package dev.rebox.train;

import dev.rebox.data.scenes.Scenes;
import dev.rebox.file.AtomicFile;
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
    private static final String LAST = "checkpoints/step-000000008.safetensors";
    private static final String LAST_BUT_ONE = "checkpoints/step-000000006.safetensors";
    private static final String INTRO = """
            # What goes wrong, and what you see

            Each line below comes from a real run of the program, written down by
            `cli/src/trial/java/dev/rebox/train/FaultTable.java`; `scenes` is a small generated data set. Progress and the
            advice about starting from scratch are left out. Exit status: 0 done, 2 wrong usage or configuration, 3 the data
            is not usable, 130 stopped by you, 1 anything else.

            Whatever happens, a run folder holds whole files only: checkpoints and models are written beside their
            place, forced to the disk, and renamed. `rebox train RUN/config.yaml resume=true` goes on from the last
            sound checkpoint, and on one machine's CPU ends with the same bits as a run that was never interrupted: see
            [trust.md](trust.md), where the figures stand.

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
        table.base();
        text.append(table.section("The process", table::process));
        text.append(table.section("The run folder", table::runFolder));
        text.append(table.section("Going on with other settings", table::resuming));
        text.append(table.section("Values that are no numbers", table::values));
        text.append(table.section("Images, while training runs", table::images));
        text.append(table.section("What you give it", table::input));
        text.append(table.data());
        AtomicFile.write(file, text.toString());
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
        TrainingProcess killed = train("out=killed", "steps=30");
        killed.until("checkpoint", () -> Files.exists(checkpoint("killed", 3))).kill();
        row("`kill -9` or a power cut, and then `resume=true`", train("out=killed", "steps=30", "resume=true"));
    }

    /** A run of 8 steps, with checkpoints after 6 and 8. */
    private void base() {
        train("out=base", "steps=8").exit();
    }

    private void runFolder() throws IOException {
        TrainingProcess first = train("out=busy", "steps=3000");
        first.untilSaid("step ");
        row("a second process trains into the same folder", train("out=busy", "steps=3000", "resume=true"));
        first.kill();
        row("the folder holds a run, and `resume=true` was not said", train("out=base", "steps=8"));

        flipBit(copy("base", "bit").resolve(LAST));
        row("a bit of the last checkpoint is wrong", train("out=bit", "steps=8", "resume=true"));
        try (RandomAccessFile file =
                new RandomAccessFile(copy("base", "cut").resolve(LAST).toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        row("the last checkpoint is cut off", train("out=cut", "steps=8", "resume=true"));
        Path run = copy("base", "none");
        flipBit(run.resolve(LAST_BUT_ONE));
        flipBit(run.resolve(LAST));
        row("all checkpoints are damaged", train("out=none", "steps=8", "resume=true"));
        run = copy("base", "log");
        Files.delete(run.resolve(LAST));
        Files.writeString(run.resolve("log.jsonl"), "{\"step\": 7, \"lo", StandardOpenOption.APPEND);
        row("the log ends with half a line", train("out=log", "steps=8", "resume=true"));

        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 20)) {
            if (disk.small()) {
                row("the disk is full", train("out=disk/run", "steps=3000", "checkpointEvery=1"));
            }
        }
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("full"), 1)) {
            if (disk.small()) {
                disk.fill(0);
                row("the disk is full from the start", train("out=full/run", "steps=8"));
            }
        }
        TrainingProcess headless = train("out=headless", "steps=100", "checkpointEvery=50");
        headless.until("checkpoint", () -> Files.exists(checkpoint("headless", 50)));
        delete(folder.resolve("headless/checkpoints"));
        row("`checkpoints/` is removed while training runs (the next checkpoint makes it anew)", headless);
        TrainingProcess orphan = train("out=removed", "steps=3000", "logEvery=1", "checkpointEvery=500");
        orphan.untilSaid("step ");
        delete(folder.resolve("removed"));
        row("the run folder is removed while training runs", orphan);
        Files.writeString(folder.resolve("file"), "");
        row("`out` is a file", train("out=file", "steps=8"));
    }

    private void resuming() throws IOException {
        copy("base", "again");
        row("more steps, another learning rate", train("out=again", "steps=10", "resume=true", "learningRate=0.0005"));
        row("another network", train("out=again", "steps=10", "resume=true", "width=0.5", "refinement=false"));
        row("another seed", train("out=again", "steps=10", "resume=true", "seed=7"));
        row("fewer steps than were done", train("out=again", "steps=2", "resume=true"));
        Path other = folder.resolve("other");
        Scenes.write(other, 12, 2, 9);
        row("other images or boxes", train("out=again", "steps=10", "resume=true", "data.train=other/train.json"));
    }

    private void values() {
        row("a learning rate out of all measure", train("out=nan", "steps=8", "learningRate=1e30"));
        row(
                "the same with `onInvalid=\"skip 2\"`",
                train("out=skip", "steps=8", "learningRate=1e30", "onInvalid=skip 2"));
        row("a learning rate that is not a number", train("out=inf", "steps=8", "learningRate=.inf"));
    }

    private void images() throws IOException {
        row("an image vanishes", disturbed("vanished", Files::delete));
        row(
                "an image is overwritten with something else",
                disturbed("other", p -> Files.writeString(p, "no image")));
        row("an image is cut off", disturbed("half", p -> {
            byte[] bytes = Files.readAllBytes(p);
            Files.write(p, Arrays.copyOf(bytes, bytes.length / 2));
        }));
        row("an image changes its size", disturbed("size", p -> Files.write(p, jpeg(40, 30))));
    }

    private void input() throws IOException {
        FaultyData.sound(folder.resolve("voc"));
        FaultyData.withoutBoxes(folder.resolve("boxless"));
        FaultyData.huge(folder.resolve("huge"));
        row("no data", rebox("train", "steps=2"));
        row("a data set that is not there", train("out=x", "data.train=nowhere/train.json"));
        row("a folder without annotations", train("out=x", "data.train=base"));
        row("a split that is not there", train("out=x", "data.train=voc:trian"));
        row("a configuration file that is not there", rebox("train", "nowhere.yaml"));
        Files.writeString(folder.resolve("key.yaml"), "train:\n  stepps: 5\n");
        row("an unknown key in a configuration file", rebox("train", "key.yaml"));
        Files.writeString(folder.resolve("bad.yaml"), "train:\n  steps: [5\n");
        row("a configuration file that is not YAML", rebox("train", "bad.yaml"));
        row("an unknown key", rebox("train", "learnigRate=0.1"));
        row("a value of the wrong kind", rebox("train", "steps=many"));
        row("a value out of range", rebox("train", "momentum=1.5"));
        row("an unknown command", rebox("trian"));
        row("weights that are not there", train("out=x", "steps=2", "model.weights=nowhere.safetensors"));
        Files.writeString(folder.resolve("text.safetensors"), "no weights");
        row("weights that are none", train("out=x", "steps=2", "model.weights=text.safetensors"));
        row(
                "weights of another network",
                train("out=x", "steps=2", "model.weights=base/model.safetensors", "backbone=resnet18", "width=1.0"));
        row("a class in the test set that training does not know", train("out=x", "steps=2", "data.test=voc:train"));
        row("an image of training in the test set", train("out=same", "steps=2", "data.test=scenes/train.json"));
        row("a data set without boxes", train("out=x", "steps=2", "data.train=boxless:train"));
        row("an image too large for Java's memory", train("out=x", "steps=2", "data.train=huge:train"));
    }

    private interface Blow {
        void on(Path image) throws IOException;
    }

    /** Training whose images all suffer the same while it runs. */
    private TrainingProcess disturbed(String name, Blow blow) throws IOException {
        copy("scenes", name + "-scenes");
        TrainingProcess process =
                train("out=" + name, "steps=3000", "cacheMegabytes=0", "data.train=" + name + "-scenes/train.json");
        process.untilSaid("step ");
        try (Stream<Path> images = Files.list(folder.resolve(name + "-scenes/images"))) {
            for (Path image : images.toList()) {
                blow.on(image);
            }
        }
        return process;
    }

    /** Every fault of annotations and images, as {@code check} and as {@code train} tells it. */
    private String data() throws IOException {
        StringBuilder text = new StringBuilder("## Data\n\n"
                + "| fault | what `rebox check` says | exit status | what `rebox train` says | exit status |\n"
                + "|---|---|---|---|---|\n");
        int number = 0;
        for (FaultyData.Fault fault : FaultyData.write(folder)) {
            TrainingProcess check = rebox("check", fault.dataset());
            int checked = check.exit();
            TrainingProcess train = train("out=run-" + ++number, "steps=6", "data.train=" + fault.dataset());
            int trained = train.exit();
            text.append(String.join(
                    " | ",
                    "| " + fault.name(),
                    told(check.output(), fault.kind()),
                    Integer.toString(checked),
                    messages(train),
                    trained + " |\n"));
        }
        TrainingProcess dropped = train("out=dropped", "steps=2", "data.train=a:train+d:train+f:train", "onError=drop");
        int status = dropped.exit();
        text.append("| three faulty sets, with `data.onError=drop` | | | " + messages(dropped) + " | " + status + " |\n");
        return text + "\n";
    }

    /** The first problem of a kind in the text that {@code check} prints, with the line above it. */
    private String told(String output, String kind) {
        List<String> lines = output.lines().toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).matches("(error|warning) " + kind + ": \\d+")) {
                return seen(lines.get(i)) + "<br>" + seen(lines.get(i + 1).strip());
            }
        }
        throw new AssertionError("no " + kind + " in:\n" + output);
    }

    private TrainingProcess train(String... settings) {
        List<String> all = new ArrayList<>(List.of("checkpointEvery=3"));
        all.addAll(Arrays.asList(settings));
        return TrainingProcess.start(folder, all.toArray(String[]::new));
    }

    private TrainingProcess rebox(String... arguments) {
        return TrainingProcess.rebox(folder, List.of(arguments));
    }

    private void row(String fault, TrainingProcess process) {
        int status = process.exit();
        String messages = messages(process);
        System.out.println(fault + " -> " + status + ": " + messages);
        rows.add(new Row(fault, messages, status));
    }

    private String messages(TrainingProcess process) {
        String messages = process.output()
                .lines()
                .filter(line -> !line.isBlank() && !line.matches("(step \\d|No weights|after \\d|The model is|NOTE).*"))
                .limit(6)
                .map(this::seen)
                .collect(Collectors.joining("<br>"));
        return messages.isEmpty() ? "nothing" : messages;
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
