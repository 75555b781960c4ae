package dev.rebox.tensor;

import dev.rebox.error.ConfigException;
import dev.rebox.file.UserFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/** Loads libtorch, once, before anything else touches it, and answers for its settings. */
public final class Engine {
    private static final List<String> LIBRARIES =
            List.of("c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch_cuda_linalg", "torch");
    /** Of the folders that hold them: the build for CUDA ({@code mvn -Pgpu}) and the one for processors. */
    private static final List<String> BUILDS = List.of("-gpu", "");

    /** Those that were asked for: they outlive every scope. */
    private static final Map<String, Device> DEVICES = new ConcurrentHashMap<>();

    static {
        keepOffJavaHeapLimits();
        findRoom();
        extractBeforeLoading();
        Loader.load(torch.class);
        leaveOutNnpack();
        oneThread();
    }

    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private Engine() {}

    /**
     * The engine asks NNPACK for tiny convolutions only, and where that knows nothing of the processor a warning is printed
     * each time.
     */
    private static void leaveOutNnpack() {
        torch.globalContext().setUserEnabledNNPACK(false);
    }

    /** Work is split among {@link Workers}, not within an operation, unless somebody asks for that. */
    private static void oneThread() {
        if (System.getenv("OMP_NUM_THREADS") == null) {
            torch.set_num_threads(1);
        }
    }

    /** Loads the native libraries if they are not loaded yet; cheap when they are. */
    public static void load() {
        // The static initialiser does it, exactly once.
    }

    /** How many {@link Workers} there are from now on. */
    public static void workers(int count) {
        Workers.count(count);
    }

    /** The version of its Java presets; null where the jar does not say. */
    public static String version() {
        return torch.class.getPackage().getImplementationVersion();
    }

    /** What {@link #device} stands for: {@code cpu} or {@code cuda:0}. */
    public static String deviceName(String name) {
        try (PointerScope scope = new PointerScope()) {
            return device(name).str().getString();
        }
    }

    /** {@code auto} takes a CUDA device where the engine has one. @throws ConfigException for {@code cuda} without one */
    public static Device device(String name) {
        boolean cuda = torch.cuda_is_available();
        return switch (name) {
            case "auto" -> cuda ? cudaDevice() : constant("cpu");
            case "cpu" -> constant("cpu");
            case "cuda" -> {
                if (!cuda) {
                    throw new ConfigException("train.device: cuda, but the engine sees no CUDA device. Build with"
                            + " 'mvn -Pgpu package', or use device=cpu.");
                }
                yield cudaDevice();
            }
            default -> throw new ConfigException("train.device: '" + name + "' is not one of auto, cpu, cuda.");
        };
    }

    /** Parts side by side would share the one device: a GPU has one worker. */
    private static Device cudaDevice() {
        Workers.count(1);
        return constant("cuda:0");
    }

    private static Device constant(String name) {
        return DEVICES.computeIfAbsent(name, absent -> new Device(absent).retainReference());
    }

    /** JavaCPP would refuse native memory beyond twice the Java heap, which says nothing about what a network needs. */
    private static void keepOffJavaHeapLimits() {
        for (String limit : new String[] {"maxbytes", "maxphysicalbytes"}) {
            String key = "org.bytedeco.javacpp." + limit;
            System.setProperty(key, System.getProperty(key, "0"));
        }
        System.setProperty(
                "org.bytedeco.javacpp.nopointergc", System.getProperty("org.bytedeco.javacpp.nopointergc", "true"));
    }

    /** The loader extracts its libraries into the user's home; a user without one gets them in a cache that can be found. */
    private static void findRoom() {
        if (System.getProperty(CACHE) == null && !UserFolders.hasHome()) {
            System.setProperty(CACHE, UserFolders.cache().resolve("javacpp").toString());
        }
    }

    /**
     * Puts all of libtorch's files side by side before the first is loaded. Left to itself the loader extracts and
     * loads them one by one, and where the system has a libtorch of its own, ours is then linked with parts of that one
     * and crashes the program at the very first start.
     */
    private static void extractBeforeLoading() {
        for (String build : BUILDS) {
            String folder = "/org/bytedeco/pytorch/" + Loader.getPlatform() + build + "/";
            for (String library : LIBRARIES) {
                extract(folder + System.mapLibraryName(library));
            }
        }
    }

    private static void extract(String file) {
        try {
            if (Engine.class.getResource(file) != null) {
                Loader.cacheResource(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot extract " + file + " into " + cacheFolder(), e);
        }
    }

    private static String cacheFolder() {
        return System.getProperty(CACHE, System.getProperty("user.home") + "/.javacpp/cache");
    }
}
