package dev.rebox.tensor.weights.tensorflow;

import dev.rebox.error.DataException;
import dev.rebox.tensor.weights.stored.DataType;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.OpenedFile;
import dev.rebox.tensor.weights.stored.RawTensor;
import dev.rebox.tensor.weights.stored.Weights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The constants of a frozen graph ({@code GraphDef} in {@code frozen_inference_graph.pb}), by the names of their nodes: what were
 * variables before the graph was frozen. Those whose numbers are not written as plain bytes, mostly single numbers, are left out.
 */
public final class FrozenGraph implements Weights {
    // Field numbers of graph.proto, node_def.proto, attr_value.proto and tensor.proto.
    private static final int NODE = 1;
    private static final int NODE_NAME = 1;
    private static final int NODE_OP = 2;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int ATTRIBUTE_TENSOR = 8;
    private static final int TENSOR_TYPE = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int TENSOR_CONTENT = 4;

    private static final int LONGEST_NAME = 1000;
    private static final int MOST_NODES = 200_000;

    private final Path file;
    private final Optional<Path> temporary;
    private final FileChannel channel;
    private final Map<String, Long> places = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private FrozenGraph(Path file, FileChannel channel, Optional<Path> temporary) throws IOException {
        this.file = file;
        this.temporary = temporary;
        this.channel = channel;
        ProtoReader in = new ProtoReader(channel);
        int[] nodes = new int[1];
        in.message(0, channel.size(), field -> {
            if (field.number() == NODE && field.wire() == ProtoReader.BYTES) {
                if (++nodes[0] > MOST_NODES) {
                    throw new IOException("more than " + MOST_NODES + " nodes");
                }
                node(in, field);
            }
        });
        if (entries.isEmpty()) {
            throw new IOException("has no constants");
        }
    }

    /** @throws DataException if it is not a graph, or damaged */
    public static FrozenGraph open(Path file) {
        return open(file, file, Optional.empty());
    }

    /** A graph in a file that is deleted when it is closed. @param shown the file that it came from, for messages */
    static FrozenGraph temporary(Path file, Path shown) {
        return open(file, shown, Optional.of(file));
    }

    private static FrozenGraph open(Path there, Path file, Optional<Path> temporary) {
        try {
            return OpenedFile.handOver(FileChannel.open(there), channel -> new FrozenGraph(file, channel, temporary));
        } catch (IOException e) {
            throw new Malformed(file).of("is not a frozen graph of TensorFlow: " + e.getMessage());
        }
    }

    /** What is known of a node so far. */
    private static final class Node {
        private String name = "";
        private boolean constant;
        private final Once tensorsCome = new Once();
        private Optional<ProtoReader.Field> tensor = Optional.empty();
    }

    private void node(ProtoReader in, ProtoReader.Field message) throws IOException {
        Node node = new Node();
        Once once = new Once();
        in.message(message.start(), message.end(), field -> {
            switch (field.number()) {
                case NODE_NAME -> {
                    once.come(NODE_NAME);
                    node.name = text(in, field);
                }
                case NODE_OP -> {
                    once.come(NODE_OP);
                    node.constant = text(in, field).equals("Const");
                }
                case NODE_ATTRIBUTE -> attribute(in, field, node);
                default -> {}
            }
        });
        if (node.constant && node.tensor.isPresent()) {
            tensor(in, node.name, node.tensor.get());
        }
    }

    private static String text(ProtoReader in, ProtoReader.Field field) throws IOException {
        return new String(in.bytes(field, LONGEST_NAME), StandardCharsets.UTF_8);
    }

    private static void attribute(ProtoReader in, ProtoReader.Field entry, Node node) throws IOException {
        List<ProtoReader.Field> value = new ArrayList<>(1);
        boolean[] named = new boolean[1];
        Once once = new Once();
        in.message(entry.start(), entry.end(), field -> {
            if (field.number() == KEY) {
                once.come(KEY);
                named[0] = text(in, field).equals("value");
            } else if (field.number() == VALUE) {
                once.come(VALUE);
                value.add(field);
            }
        });
        if (named[0] && value.size() == 1) {
            in.message(value.get(0).start(), value.get(0).end(), field -> {
                if (field.number() == ATTRIBUTE_TENSOR && field.wire() == ProtoReader.BYTES) {
                    node.tensorsCome.come(ATTRIBUTE_TENSOR);
                    node.tensor = Optional.of(field);
                }
            });
        }
    }

    private void tensor(ProtoReader in, String name, ProtoReader.Field message) throws IOException {
        List<Optional<DataType>> type = new ArrayList<>(1);
        List<Long> shape = new ArrayList<>();
        List<ProtoReader.Field> content = new ArrayList<>(1);
        Once once = new Once();
        in.message(message.start(), message.end(), field -> {
            switch (field.number()) {
                case TENSOR_TYPE -> {
                    once.come(TENSOR_TYPE);
                    type.add(TensorType.of(field.value()));
                }
                case TENSOR_SHAPE -> {
                    once.come(TENSOR_SHAPE);
                    shape.addAll(TensorType.shape(in, field));
                }
                case TENSOR_CONTENT -> {
                    once.come(TENSOR_CONTENT);
                    content.add(field);
                }
                default -> {}
            }
        });
        if (type.size() != 1 || type.get(0).isEmpty() || content.size() != 1) {
            return;
        }
        Entry entry = new Entry(name, type.get(0).get(), shape);
        if (content.get(0).length() != bytes(entry)) {
            throw new IOException("constant '" + Entry.shown(name) + "' of shape " + entry.shapeText() + " has "
                    + content.get(0).length() + " bytes");
        }
        entries.put(name, entry);
        places.put(name, content.get(0).start());
    }

    private static long bytes(Entry entry) {
        try {
            return entry.bytes();
        } catch (ArithmeticException e) {
            return -1;
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Map<String, Entry> entries() {
        return entries;
    }

    @Override
    public Tensor read(String name) {
        Entry entry = entries.get(name);
        Long place = places.get(name);
        if (entry == null || place == null) {
            throw new IllegalArgumentException(file + " has no constant " + name);
        }
        Tensor values = RawTensor.empty(entry);
        try {
            RawTensor.read(channel, place, values);
        } catch (IOException e) {
            throw new DataException(file + ": constant " + name + " cannot be read: " + e.getMessage(), e);
        }
        return values;
    }

    @Override
    public void close() {
        OpenedFile.close(channel);
        temporary.ifPresent(ZooArchive::delete);
    }
}
