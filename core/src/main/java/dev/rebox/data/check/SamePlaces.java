package dev.rebox.data.check;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.NameSet;
import dev.rebox.data.Problem;
import java.util.ArrayList;
import java.util.List;

/** Images that several data sets have in common, told by their places alone: no file is opened. */
final class SamePlaces {
    private SamePlaces() {}

    /** @param parts data sets that should have no image in common; one that is twice in a set is told elsewhere */
    static List<Problem> of(List<Dataset> parts) {
        List<Problem> problems = new ArrayList<>();
        for (int one = 0; one < parts.size(); one++) {
            for (int other = one + 1; other < parts.size(); other++) {
                compare(parts.get(one), parts.get(other), problems);
            }
        }
        return problems;
    }

    private static void compare(Dataset one, Dataset other, List<Problem> problems) {
        NameSet places = new NameSet(one.examples().size());
        one.examples().forEach(example -> places.add(place(example)));
        for (Example example : other.examples()) {
            if (places.has(place(example))) {
                problems.add(new Problem(
                        example.id(),
                        example.image(),
                        0,
                        Problem.Kind.IMAGE_IN_TWO_SPLITS,
                        "the same image is in " + one.name() + " and in " + other.name(),
                        Problem.Severity.ERROR));
            }
        }
    }

    private static String place(Example example) {
        return example.image().toAbsolutePath().normalize().toString();
    }
}
