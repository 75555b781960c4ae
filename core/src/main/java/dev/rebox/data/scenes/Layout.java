package dev.rebox.data.scenes;

import dev.rebox.box.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What stands where in a scene: groups of one thing that looks like itself with up to three companions around it, and
 * clutter between. A group or a piece of clutter that would hide too much or make the scene ambiguous is not put there.
 */
final class Layout {
    private static final int MOST_OBJECTS = 8;
    private static final int TRIES = 15;
    /** Hidden further than this, a thing is hardly one to be found. */
    private static final double LEAST_VISIBLE = .4;

    private static final double SHORTEST_SIDE = 22;
    /** A companion's own company must be nearer than this share of the way to its double's. */
    private static final double CLEARLY_NEARER = .7;

    /** The nearest and the farthest line on which things stand, pixels from the top. */
    private static final double FRONT = Scene.HEIGHT - 8;

    private final double back;
    private final Light light;
    private final World world;
    private final SplittableRandom random;
    private final SplittableRandom company;
    private List<Placed> placed = List.of();

    private Layout(double horizon, Light light, World world, SplittableRandom random, SplittableRandom company) {
        this.back = horizon + 44;
        this.light = light;
        this.world = world;
        this.random = random;
        this.company = company;
    }

    /** Things from the farthest to the nearest, one labelled at least. */
    static List<Placed> of(
            double horizon, Light light, World world, SplittableRandom random, SplittableRandom company) {
        Layout layout = new Layout(horizon, light, world, random, company);
        int groups = 1 + random.nextInt(3);
        for (int g = 0; g < groups; g++) {
            layout.tryGroups();
        }
        while (layout.placed.isEmpty()) {
            layout.tryGroups();
        }
        int clutter = 2 + random.nextInt(6);
        for (int c = 0; c < clutter; c++) {
            layout.tryToAdd(List.of(layout.clutter()));
        }
        return layout.placed;
    }

    private void tryGroups() {
        for (int t = 0; t < TRIES; t++) {
            if (tryToAdd(group())) {
                return;
            }
        }
    }

    private boolean tryToAdd(List<Placed> more) {
        List<Placed> all = new ArrayList<>(placed);
        all.addAll(more);
        all.sort(Comparator.comparingDouble(Placed::y));
        List<Visible> visible = Visible.of(all);
        int labelled = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isLabelled()) {
                labelled++;
                boolean seen = visible.get(i).share() >= LEAST_VISIBLE
                        && visible.get(i).shorterSide() >= SHORTEST_SIDE;
                if (!seen || !isUnambiguous(i, all, visible)) {
                    return false;
                }
            }
        }
        if (labelled > MOST_OBJECTS) {
            return false;
        }
        placed = all;
        return true;
    }

    private List<Placed> group() {
        List<Thing> kinds = Thing.withLooksOfTheirOwn();
        Thing kind = kinds.get(random.nextInt(kinds.size()));
        double x = 15 + random.nextDouble() * (Scene.WIDTH - 30);
        double y = back + random.nextDouble() * (FRONT - back);
        List<Placed> group = new ArrayList<>();
        group.add(place(kind, null, x, y));
        double chance = random.nextDouble();
        int companions = chance < .1 ? 0 : chance < .45 ? 1 : chance < .8 ? 2 : 3;
        for (int c = 0; c < companions; c++) {
            double away = (32 + random.nextDouble() * 60) * scale(y) * (random.nextBoolean() ? 1 : -1);
            double nearer = -14 + random.nextDouble() * 44;
            group.add(place(companion(kind), kind, x + away, y + nearer));
        }
        return group;
    }

    /**
     * What stands beside a thing: what belongs there, or where the company does not tell, perhaps its double. Decided by chances of its
     * own, so that worlds differ in nothing else, and the less the company tells, the more things are others.
     */
    private Thing companion(Thing kind) {
        Thing own = kind.companion();
        boolean told = company.nextDouble() < world.context();
        boolean other = company.nextBoolean();
        return !told && other ? own.lookalike().orElseThrow() : own;
    }

    private Placed clutter() {
        Clutter[] kinds = Clutter.values();
        Clutter kind = kinds[random.nextInt(kinds.length)];
        double y = back - 12 + random.nextDouble() * (FRONT - back + 18);
        return Placed.of(null, null, kind, random.nextInt(Scene.WIDTH), (int) y, scale(y), light, random);
    }

    private Placed place(Thing thing, @Nullable Thing beside, double x, double y) {
        double inside = Math.max(back, Math.min(FRONT, y));
        double scale = scale(inside) * (.9 + .2 * random.nextDouble());
        return Placed.of(thing, beside, thing.sprite(world.likeness()), (int) x, (int) inside, scale, light, random);
    }

    /** Things farther away are smaller. */
    private double scale(double y) {
        return .78 + .52 * (y - back) / (FRONT - back);
    }

    /** True where what a thing was put beside is clearly the nearest of all that could give it away. */
    private static boolean isUnambiguous(int i, List<Placed> all, List<Visible> visible) {
        Thing own = all.get(i).beside();
        if (own == null) {
            return true;
        }
        Thing rival = own.companion().lookalike().flatMap(Thing::company).orElseThrow();
        Box box = visible.get(i).box();
        double nearest = distance(box, own, all, visible);
        return nearest < CLEARLY_NEARER * distance(box, rival, all, visible);
    }

    /** From the centre of a box to the nearest centre of a kind. */
    private static double distance(Box box, Thing kind, List<Placed> all, List<Visible> visible) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).thing() == kind) {
                Box other = visible.get(i).box();
                double dx = other.centerX() - box.centerX();
                double dy = other.centerY() - box.centerY();
                nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy));
            }
        }
        return nearest;
    }
}
