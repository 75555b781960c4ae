package dev.rebox.plain;

/**
 * Where modules are put.
 *
 * @param prefix of their tensors' names
 * @param trained whether their weights are
 */
public record Place(NamedTensors tensors, Work work, String prefix, boolean trained) {
    public Place() {
        this(new NamedTensors(), new Work(), "", true);
    }

    public Place under(String part) {
        return new Place(tensors, work, prefix + part + ".", trained);
    }

    Place frozen() {
        return new Place(tensors, work, prefix, false);
    }
}
