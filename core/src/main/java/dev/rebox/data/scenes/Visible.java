package dev.rebox.data.scenes;

import dev.rebox.box.Box;
import dev.rebox.box.mask.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is seen of something in a scene.
 *
 * @param box tight around the visible pixels; empty where nothing is seen
 * @param share of its pixels that are seen, 0..1
 */
record Visible(Box box, double share) {
    /** The visible part of each of these things, which are sorted from far to near. */
    static List<Visible> of(List<Placed> things) {
        int[] owner = owners(things);
        int[] seen = new int[things.size()];
        int[][] corners = new int[things.size()][];
        Arrays.setAll(corners, i -> new int[] {Scene.WIDTH, Scene.HEIGHT, 0, 0});
        for (int at = 0; at < owner.length; at++) {
            if (owner[at] >= 0) {
                int x = at % Scene.WIDTH;
                int y = at / Scene.WIDTH;
                int[] corner = corners[owner[at]];
                corner[0] = Math.min(corner[0], x);
                corner[1] = Math.min(corner[1], y);
                corner[2] = Math.max(corner[2], x + 1);
                corner[3] = Math.max(corner[3], y + 1);
                seen[owner[at]]++;
            }
        }
        return IntStream.range(0, things.size())
                .mapToObj(i -> new Visible(
                        new Box(corners[i][0], corners[i][1], corners[i][2], corners[i][3]),
                        seen[i] / (double) things.get(i).size()))
                .toList();
    }

    /** The pixels in which each of them is seen, which are sorted from far to near. */
    static List<Mask> masks(List<Placed> things) {
        int[] owner = owners(things);
        return IntStream.range(0, things.size())
                .mapToObj(i -> Mask.of(Scene.WIDTH, Scene.HEIGHT, (x, y) -> owner[y * Scene.WIDTH + x] == i))
                .toList();
    }

    /** The thing that is seen in each pixel, row by row; -1 where none is. */
    private static int[] owners(List<Placed> things) {
        int[] owner = new int[Scene.WIDTH * Scene.HEIGHT];
        Arrays.fill(owner, -1);
        for (int i = 0; i < things.size(); i++) {
            things.get(i).mark(owner, i);
        }
        return owner;
    }

    double shorterSide() {
        return Math.min(box.width(), box.height());
    }
}
