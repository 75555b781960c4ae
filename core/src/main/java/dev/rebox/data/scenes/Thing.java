package dev.rebox.data.scenes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the generated scenes. Four have looks of their own. The other four come in two pairs of one look each,
 * and only their company tells them apart: a red ball is an apple near a tree and a toy near a dog; a wooden box is
 * a hive near a sunflower and a crate near a van.
 */
enum Thing {
    TREE(new Tree(), null),
    DOG(new Dog(), null),
    SUNFLOWER(new Sunflower(), null),
    VAN(new Van(), null),
    APPLE(new RedBall(), TREE),
    BALL(new RedBall(), DOG),
    HIVE(new WoodenBox(), SUNFLOWER),
    CRATE(new WoodenBox(), VAN);

    private final Sprite sprite;
    private final @Nullable Thing company;

    Thing(Sprite sprite, @Nullable Thing company) {
        this.sprite = sprite;
        this.company = company;
    }

    Sprite sprite() {
        return sprite;
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
