package dev.rebox.data.index;

import dev.rebox.data.LabelMap;
import dev.rebox.data.Problem;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an index says beside the images.
 *
 * @param key what it was made of, see {@link AnnotationIndex}
 * @param problems that reading the annotations told
 * @param there of some images, whether they were there; see {@link AnnotationIndex}
 */
record Contents(String key, LabelMap labels, List<Problem> problems, List<Boolean> there) {

    void write(Bytes out, Places places) {
        out.text(key);
        out.number(labels.size());
        for (int label = 1; label <= labels.size(); label++) {
            out.text(labels.name(label));
            out.number(labels.id(label));
        }
        out.number(problems.size());
        for (Problem problem : problems) {
            text(problem.image(), out);
            out.number(places.source(problem.file()));
            out.number(problem.line());
            out.text(problem.kind().name());
            out.text(problem.detail());
            out.text(problem.severity().name());
        }
        out.number(there.size());
        there.forEach(one -> out.one(one ? 1 : 0));
    }

    private static void text(@Nullable String text, Bytes out) {
        out.one(text == null ? 0 : 1);
        if (text != null) {
            out.text(text);
        }
    }

    static Contents read(ByteBuffer from, Places places) {
        String key = Bytes.text(from);
        List<String> names = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        long classes = Bytes.number(from);
        for (long i = 0; i < classes; i++) {
            names.add(Bytes.text(from));
            ids.add(Bytes.number(from));
        }
        List<Problem> problems = new ArrayList<>();
        long told = Bytes.number(from);
        for (long i = 0; i < told; i++) {
            String image = from.get() == 0 ? null : Bytes.text(from);
            Path file = places.source((int) Bytes.number(from));
            int line = (int) Bytes.number(from);
            Problem.Kind kind = Problem.Kind.valueOf(Bytes.text(from));
            String detail = Bytes.text(from);
            problems.add(new Problem(image, file, line, kind, detail, Problem.Severity.valueOf(Bytes.text(from))));
        }
        List<Boolean> there = new ArrayList<>();
        long sampled = Bytes.number(from);
        for (long i = 0; i < sampled; i++) {
            there.add(from.get() == 1);
        }
        return new Contents(key, new LabelMap(names, ids), problems, there);
    }
}
