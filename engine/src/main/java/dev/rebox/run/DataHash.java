package dev.rebox.run;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.image.ImageBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whether two runs saw the same data: SHA-256 of classes, image ids, sizes, boxes, and the lengths of the files. */
public final class DataHash {
    private DataHash() {}

    public static String of(Dataset dataset) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, dataset.labels().names().toString());
            dataset.examples()
                    .forEach(e -> update(
                            digest, e.id() + e.width() + "x" + e.height() + boxes(e) + ImageBytes.length(e.image())));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not where they were read: a data set that was moved is the same. */
    private static String boxes(Example example) {
        return example.annotations().stream()
                .map(a -> a.label() + " " + a.box() + a.difficult() + a.crowd())
                .toList()
                .toString();
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
