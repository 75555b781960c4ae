package dev.rebox.tensor.weights.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an index says of one tensor ({@code BundleEntryProto} of tensor_bundle.proto).
 *
 * @param type as types.proto numbers it
 * @param offset in the data file
 * @param size bytes there
 * @param checksum of them, as {@link Checksum} has it
 * @param sliced whether only parts of it are stored
 */
record BundleEntry(long type, List<Long> shape, long offset, long size, int checksum, boolean sliced) {
    private static final int TYPE = 1;
    private static final int SHAPE = 2;
    private static final int SHARD = 3;
    private static final int OFFSET = 4;
    private static final int SIZE = 5;
    private static final int CHECKSUM = 6;
    private static final int SLICES = 7;
    private static final int HEADER_SHARDS = 1;

    static BundleEntry parse(byte[] bytes) throws IOException {
        ProtoReader in = new ProtoReader(bytes);
        long[] numbers = new long[SLICES + 1];
        List<Long> shape = new ArrayList<>();
        Once once = new Once();
        in.message(0, bytes.length, field -> {
            if (field.number() == SLICES) {
                numbers[SLICES] = 1;
            } else if (field.number() > 0 && field.number() < SLICES) {
                once.come(field.number());
                numbers[field.number()] = field.value();
                if (field.number() == SHAPE) {
                    shape.addAll(TensorType.shape(in, field));
                }
            }
        });
        if (numbers[SHARD] != 0) {
            throw new IOException("a tensor lies in another file, which is not read");
        }
        return new BundleEntry(
                numbers[TYPE], shape, numbers[OFFSET], numbers[SIZE], (int) numbers[CHECKSUM], numbers[SLICES] == 1);
    }

    /** How many data files there are ({@code BundleHeaderProto}). */
    static long shards(byte[] bytes) throws IOException {
        ProtoReader in = new ProtoReader(bytes);
        long[] shards = {0};
        in.message(0, bytes.length, field -> {
            if (field.number() == HEADER_SHARDS) {
                shards[0] = field.value();
            }
        });
        return shards[0];
    }
}
