package dev.rebox.model;

import dev.rebox.backbone.Conventions;
import dev.rebox.data.LabelMap;
import dev.rebox.tensor.Parameter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A detector of elsewhere in the terms of this library: how it is built, and where the numbers of each parameter are. */
interface PublicDetector {
    /** Who made it, for people. */
    String publisher();

    /** The licence of its weights. */
    String licence();

    /** {@code key=value}: the network, and how it was trained to see images. */
    List<String> settings();

    LabelMap labels();

    Conventions conventions();

    /**
     * The values of a parameter in row-major order; null where the file has none.
     *
     * @throws dev.rebox.error.DataException if they cannot be read
     */
    float @Nullable [] values(Parameter parameter);

    /** The names in the file that were asked for. */
    Set<String> used();
}
