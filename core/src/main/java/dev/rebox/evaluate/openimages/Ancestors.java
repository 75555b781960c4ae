package dev.rebox.evaluate.openimages;

import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.VerifiedLabels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What each class of a data set is, too: a jaguar is a carnivore and an animal.
 *
 * @param above the labels of all classes above each label 1..K; labels without any may lack
 */
public record Ancestors(Map<Integer, ? extends Set<Integer>> above) {

    /** By class names. Names that the data set does not have are passed over. @param tree all names above a name */
    public static Ancestors of(Map<String, ? extends Set<String>> tree, LabelMap labels) {
        Map<Integer, Set<Integer>> above = new HashMap<>();
        for (int label = 1; label <= labels.size(); label++) {
            SortedSet<Integer> own = new TreeSet<>();
            Set<String> names = tree.get(labels.name(label));
            if (names != null) {
                names.stream()
                        .map(name -> labels.names().indexOf(name) + 1)
                        .filter(other -> other > 0)
                        .forEach(own::add);
            }
            above.put(label, own);
        }
        return new Ancestors(above);
    }

    /**
     * Every box once more for each ancestor of its class. A class that is there is there as its ancestors too; of one that is not, none
     * below it is there either.
     */
    public Dataset expand(Dataset data) {
        return data.withExamples(LazyExamples.map(data.examples(), this::expand));
    }

    private Example expand(Example example) {
        List<Annotation> boxes = new ArrayList<>();
        for (Annotation annotation : example.annotations()) {
            boxes.add(annotation);
            above(annotation.label()).forEach(label -> boxes.add(annotation.withLabel(label)));
        }
        VerifiedLabels verified = example.verified();
        return example.withAnnotations(boxes).withVerified(verified == null ? null : expand(verified));
    }

    private VerifiedLabels expand(VerifiedLabels verified) {
        List<Integer> present = new ArrayList<>(verified.present());
        verified.present().forEach(label -> present.addAll(above(label)));
        List<Integer> absent = new ArrayList<>(verified.absent());
        above.forEach((label, over) -> {
            if (over.stream().anyMatch(verified.absent()::contains)) {
                absent.add(label);
            }
        });
        return new VerifiedLabels(present, absent);
    }

    private Set<Integer> above(int label) {
        Set<Integer> known = above.get(label);
        return known == null ? Set.of() : known;
    }
}
