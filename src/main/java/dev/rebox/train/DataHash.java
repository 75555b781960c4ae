package dev.rebox.train;

import dev.rebox.data.Dataset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whether two runs saw the same annotations: SHA-256 of classes, image ids, sizes and boxes. */
final class DataHash {
    private DataHash() {}

    static String of(Dataset dataset) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, dataset.labels().names().toString());
            dataset.examples().forEach(e -> update(digest, e.id() + e.width() + "x" + e.height() + e.annotations()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
