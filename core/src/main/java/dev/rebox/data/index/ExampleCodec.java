package dev.rebox.data.index;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.Origin;
import dev.rebox.data.VerifiedLabels;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An image with its boxes as bytes, and back: every field comes back as it was. A box takes about 38 bytes. */
final class ExampleCodec {
    private static final int DIFFICULT = 1;
    private static final int TRUNCATED = 2;
    private static final int CROWD = 4;
    private static final int DEPICTION = 8;
    /** The area is that of the box, and so need not be written. */
    private static final int AREA_OF_BOX = 16;

    private final Places places;

    ExampleCodec(Places places) {
        this.places = places;
    }

    void write(Example example, Bytes out) {
        out.text(example.id());
        places.write(example.image(), out);
        out.number(example.width());
        out.number(example.height());
        write(example.origin(), Origin.NONE, out);
        write(example.verified(), out);
        out.number(example.annotations().size());
        Origin before = example.origin();
        for (Annotation annotation : example.annotations()) {
            Box box = annotation.box();
            boolean plain = Double.compare(annotation.area(), box.area()) == 0;
            out.one(marks(annotation) | (plain ? AREA_OF_BOX : 0));
            out.number(annotation.label());
            out.real(box.x1());
            out.real(box.y1());
            out.real(box.x2());
            out.real(box.y2());
            if (!plain) {
                out.real(annotation.area());
            }
            write(annotation.origin(), before, out);
            before = annotation.origin();
        }
    }

    Example read(ByteBuffer from) {
        String id = Bytes.text(from);
        var image = places.read(from);
        int width = (int) Bytes.number(from);
        int height = (int) Bytes.number(from);
        Origin origin = origin(Origin.NONE, from);
        VerifiedLabels verified = verified(from);
        int count = (int) Bytes.number(from);
        List<Annotation> annotations = new ArrayList<>(count);
        Origin before = origin;
        for (int i = 0; i < count; i++) {
            int marks = from.get();
            int label = (int) Bytes.number(from);
            Box box = new Box(from.getDouble(), from.getDouble(), from.getDouble(), from.getDouble());
            double area = (marks & AREA_OF_BOX) != 0 ? box.area() : from.getDouble();
            before = origin(before, from);
            annotations.add(annotation(box, label, area, marks, before));
        }
        return new Example(id, image, width, height, annotations, origin, verified);
    }

    /** Lines and ids as their distance from those before, which is short. */
    private void write(Origin origin, Origin before, Bytes out) {
        out.number(places.source(origin.file()));
        out.number(origin.line() - before.line());
        out.number(origin.id() - before.id());
    }

    private Origin origin(Origin before, ByteBuffer from) {
        return new Origin(
                places.source((int) Bytes.number(from)),
                (int) (before.line() + Bytes.number(from)),
                before.id() + Bytes.number(from));
    }

    private static void write(@Nullable VerifiedLabels verified, Bytes out) {
        out.one(verified == null ? 0 : 1);
        if (verified != null) {
            write(verified.present(), out);
            write(verified.absent(), out);
        }
    }

    private static void write(List<Integer> labels, Bytes out) {
        out.number(labels.size());
        labels.forEach(out::number);
    }

    private static @Nullable VerifiedLabels verified(ByteBuffer from) {
        return from.get() == 0 ? null : new VerifiedLabels(labels(from), labels(from));
    }

    private static List<Integer> labels(ByteBuffer from) {
        int count = (int) Bytes.number(from);
        return IntStream.range(0, count).mapToObj(i -> (int) Bytes.number(from)).toList();
    }

    /** What an annotation is marked as, in bits. */
    static int marks(Annotation a) {
        return (a.difficult() ? DIFFICULT : 0)
                | (a.truncated() ? TRUNCATED : 0)
                | (a.crowd() ? CROWD : 0)
                | (a.depiction() ? DEPICTION : 0);
    }

    /** An annotation from these marks. */
    static Annotation annotation(Box box, int label, double area, int marks, Origin origin) {
        return new Annotation(
                box,
                label,
                (marks & DIFFICULT) != 0,
                (marks & TRUNCATED) != 0,
                (marks & CROWD) != 0,
                area,
                origin,
                null,
                (marks & DEPICTION) != 0);
    }
}
