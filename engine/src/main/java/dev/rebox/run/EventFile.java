package dev.rebox.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The scalars of a run's log for TensorBoard: a file of {@code tensorflow.Event} messages, each framed by its length and
 * masked checksums (TensorFlow's record format). Nothing is in it that the log does not say, so that it is made anew
 * whenever a run goes on.
 */
final class EventFile {
    private static final String PREFIX = "events.out.tfevents.";
    /** Field numbers of event.proto and summary.proto, with the wire type in the low three bits. */
    private static final int WALL_TIME = 1 << 3 | 1;

    private static final int STEP = 2 << 3;
    private static final int FILE_VERSION = 3 << 3 | 2;
    private static final int SUMMARY = 5 << 3 | 2;
    private static final int SESSION_LOG = 7 << 3 | 2;
    private static final int VALUE = 1 << 3 | 2;
    private static final int TAG = 1 << 3 | 2;
    private static final int SIMPLE_VALUE = 2 << 3 | 5;
    private static final int STATUS = 1 << 3;
    private static final int START = 1;

    private final Path file;

    private EventFile(Path file) {
        this.file = file;
    }

    /** A new file with these lines of the log, in place of older ones. */
    static EventFile begin(RunFolder run, List<JsonNode> lines) {
        long now = System.currentTimeMillis();
        Path file = run.path().resolve(String.format(Locale.ROOT, "%s%010d.rebox", PREFIX, now / 1000));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(record(new Message()
                .time(now / 1e3)
                .text(FILE_VERSION, "brain.Event:2")
                .bytes()));
        // Tells a TensorBoard that watches to forget what it read from the older file.
        byte[] start = new Message().number(STATUS, START).bytes();
        content.writeBytes(record(new Message()
                .time(now / 1e3)
                .number(STEP, 1)
                .part(SESSION_LOG, start)
                .bytes()));
        lines.forEach(line -> content.writeBytes(event(line)));
        AtomicFile.write(file, content.toByteArray());
        try (DirectoryStream<Path> older = Files.newDirectoryStream(run.path(), PREFIX + "*.rebox")) {
            for (Path old : older) {
                if (!old.equals(file)) {
                    Files.delete(old);
                }
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(run.path(), e);
        }
        return new EventFile(file);
    }

    void add(JsonNode line) {
        try {
            Files.write(file, event(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    /** Empty for a line without numbers worth a curve. */
    private static byte[] event(JsonNode line) {
        Message summary = new Message();
        scalars(line)
                .forEach((tag, value) -> summary.part(
                        VALUE,
                        new Message().text(TAG, tag).real(SIMPLE_VALUE, value).bytes()));
        if (summary.isEmpty()) {
            return new byte[0];
        }
        return record(new Message()
                .time(line.path("time").asDouble())
                .number(STEP, line.path("step").asLong())
                .part(SUMMARY, summary.bytes())
                .bytes());
    }

    private static Map<String, Float> scalars(JsonNode line) {
        Map<String, Float> scalars = new LinkedHashMap<>();
        String set = line.path("set").asText("train");
        line.path("losses")
                .properties()
                .forEach(loss -> scalars.put(
                        set + "/loss/" + loss.getKey(), loss.getValue().floatValue()));
        line.properties().forEach(entry -> {
            if (entry.getValue().isNumber() && !entry.getKey().matches("step|time")) {
                scalars.put(set + "/" + entry.getKey(), entry.getValue().floatValue());
            }
        });
        JsonNode evaluation = line.path("evaluation");
        if (evaluation.isObject()) {
            scalars.put(set + "/VOC mAP", evaluation.at("/voc/mAP").floatValue());
            scalars.put(set + "/COCO AP", evaluation.at("/coco/AP").floatValue());
            scalars.put(set + "/COCO AP50", evaluation.at("/coco/AP50").floatValue());
            evaluation
                    .path("auxiliary")
                    .properties()
                    .forEach(figure -> scalars.put(
                            set + "/auxiliary/" + figure.getKey(),
                            figure.getValue().floatValue()));
        }
        return scalars;
    }

    /** Length, its checksum, the message, its checksum. */
    private static byte[] record(byte[] message) {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        length.putLong(message.length);
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + message.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(length.array())
                .putInt(masked(length.array()))
                .put(message)
                .putInt(masked(message))
                .array();
    }

    /** CRC-32C, turned and shifted as TensorFlow does, lest a checksum be taken of what holds one. */
    private static int masked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        int crc = (int) checksum.getValue();
        return Integer.rotateRight(crc, 15) + 0xa282ead8;
    }

    /** A protobuf message in the making. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field);
            varint(value);
            return this;
        }

        Message time(double seconds) {
            varint(WALL_TIME);
            out.writeBytes(ByteBuffer.allocate(Double.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(seconds)
                    .array());
            return this;
        }

        Message real(int field, float value) {
            varint(field);
            out.writeBytes(ByteBuffer.allocate(Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Message text(int field, String text) {
            return part(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message part(int field, byte[] bytes) {
            varint(field);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                out.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        boolean isEmpty() {
            return out.size() == 0;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
