package dev.rebox.data.scenes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the generated scenes. Four have looks of their own. The other four come in two pairs of one look each,
 * and their company tells them apart ({@link World} has more): a red ball is an apple near a tree and a toy near a dog; a wooden box is
 * a hive near a sunflower and a crate near a van.
 */
enum Thing {
    TREE(new Tree(), Mark.NONE, null),
    DOG(new Dog(), Mark.NONE, null),
    SUNFLOWER(new Sunflower(), Mark.NONE, null),
    VAN(new Van(), Mark.NONE, null),
    APPLE(new RedBall(), Mark.LEAF, TREE),
    BALL(new RedBall(), Mark.BAND, DOG),
    HIVE(new WoodenBox(), Mark.ENTRANCE, SUNFLOWER),
    CRATE(new WoodenBox(), Mark.CROSS, VAN);

    private final Sprite sprite;
    private final Mark mark;
    private final @Nullable Thing company;

    Thing(Sprite sprite, Mark mark, @Nullable Thing company) {
        this.sprite = sprite;
        this.mark = mark;
        this.company = company;
    }

    /** How it looks where lookalikes are that much alike: 0..1. */
    Sprite sprite(double likeness) {
        int alpha = (int) Math.round(255 * (1 - likeness));
        return (g, light, random) -> {
            sprite.draw(g, light, random);
            mark.draw(g, alpha);
        };
    }

    /** The class 1..8. */
    int label() {
        return ordinal() + 1;
    }

    /** What stands near it and gives it away, for a thing that has a double. */
    Optional<Thing> company() {
        return Optional.ofNullable(company);
    }

    /** The other thing of the same look. */
    Optional<Thing> lookalike() {
        return Stream.of(values())
                .filter(other -> other != this && other.sprite.getClass() == sprite.getClass())
                .findAny();
    }

    /** The thing that stands near this one and has a double. */
    Thing companion() {
        return Stream.of(values())
                .filter(other -> other.company == this)
                .findAny()
                .orElseThrow();
    }

    static List<Thing> withLooksOfTheirOwn() {
        return Stream.of(values()).filter(thing -> thing.company == null).toList();
    }

    static List<String> names() {
        return Stream.of(values())
                .map(thing -> thing.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
