package dev.rebox.data;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The images of a data set that is too large to be held in memory: each is made when it is asked for, and nobody keeps it. The same
 * place gives equal images each time, though not the same object. May be used from several threads at once.
 *
 * <p>What is made of such a list ({@link #map}, {@link #where}, {@link #joined}) is one again.
 */
public abstract class LazyExamples extends AbstractList<Example> implements RandomAccess {

    /** A list whose images this makes. @param make the image at a place, from several threads at once */
    public static LazyExamples of(int size, IntFunction<Example> make) {
        return new LazyExamples() {
            @Override
            public Example get(int index) {
                return make.apply(Objects.checkIndex(index, size));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** The images as a record may keep them: a lazy list as it is, another one copied. */
    static List<Example> kept(List<Example> examples) {
        return examples instanceof LazyExamples ? examples : List.copyOf(examples);
    }

    /** Each image changed: of a lazy list when it is asked for, of another one at once. @param change depends on the image alone */
    public static List<Example> map(List<Example> examples, UnaryOperator<Example> change) {
        return examples instanceof LazyExamples
                ? of(examples.size(), i -> change.apply(examples.get(i)))
                : examples.stream().map(change).toList();
    }

    /** Some of the images, in their order; of a lazy list, their places are kept (4 bytes each). */
    public static List<Example> where(List<Example> examples, IntPredicate place) {
        int[] places = IntStream.range(0, examples.size()).filter(place).toArray();
        return examples instanceof LazyExamples
                ? of(places.length, i -> examples.get(places[i]))
                : IntStream.of(places).mapToObj(examples::get).toList();
    }

    /** One list behind the other. */
    static LazyExamples joined(List<List<Example>> lists) {
        int[] ends = new int[lists.size()];
        long size = 0;
        for (int i = 0; i < ends.length; i++) {
            size += lists.get(i).size();
            ends[i] = Math.toIntExact(size);
        }
        return of((int) size, place -> {
            int list = 0;
            while (place >= ends[list]) {
                list++;
            }
            return lists.get(list).get(place - (list == 0 ? 0 : ends[list - 1]));
        });
    }
}
