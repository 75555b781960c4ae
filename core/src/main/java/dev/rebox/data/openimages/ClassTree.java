package dev.rebox.data.openimages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.JsonHead;
import dev.rebox.data.Origin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tree of Open Images' classes ({@code bbox_labels_600_hierarchy.json}): nodes with a {@code LabelName} and a list
 * {@code Subcategory}. A class may stand below several others. The root, which has all below it, is no class.
 */
public final class ClassTree {
    /** The published tree has five levels. */
    private static final int DEEPEST = 100;

    private final Path file;
    private final Map<String, String> names;
    private final Map<String, Set<String>> above = new HashMap<>();

    private ClassTree(Path file, Map<String, String> names) {
        this.file = file;
        this.names = names;
    }

    /**
     * All classes above each class, by the names that people read where a table {@code class-descriptions-boxable.csv} lies beside
     * the tree, else by their codes.
     *
     * @throws AnnotationException where the file is no such tree, or has too many levels
     */
    public static Map<String, Set<String>> ancestors(Path file) {
        JsonNode root = JsonHead.tree(file);
        if (!root.has("Subcategory")) {
            throw new AnnotationException(
                    Origin.of(file), "this is no tree of classes: its root has no \"Subcategory\"");
        }
        Map<String, String> names =
                new OpenImagesFiles(file, "").classes().map(ClassNames::names).orElse(Map.of());
        ClassTree tree = new ClassTree(file, names);
        tree.walk(root, Set.of(), 0);
        return tree.above;
    }

    private void walk(JsonNode node, Set<String> over, int depth) {
        if (depth > DEEPEST) {
            throw new AnnotationException(Origin.of(file), "the tree has more than " + DEEPEST + " levels");
        }
        for (JsonNode child : node.path("Subcategory")) {
            String code = child.path("LabelName").asText("");
            if (code.isEmpty()) {
                throw new AnnotationException(Origin.of(file), "a class of the tree has no \"LabelName\"");
            }
            String name = names.getOrDefault(code, code);
            Set<String> known = above.computeIfAbsent(name, any -> new LinkedHashSet<>());
            known.addAll(over);
            known.remove(name);
            Set<String> next = new LinkedHashSet<>(over);
            next.add(name);
            walk(child, next, depth + 1);
        }
    }
}
