package dev.rebox;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rebox.config.Config;
import dev.rebox.data.Datasets;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Fused;
import dev.rebox.tensor.NativeScope;
import dev.rebox.tensor.Owned;
import dev.rebox.tensor.Scalars;
import dev.rebox.train.Progress;
import dev.rebox.train.Training;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The order of the rooms: a package imports only from packages below it. */
class ArchitectureTest {
    /** From the roof to the ground. */
    private static final List<String> ROOMS = List.of(
            "cli",
            "serve",
            "export",
            "study",
            "report",
            "bench",
            "pretrain",
            "train",
            "run",
            "model",
            "optim",
            "detector",
            "auxiliary",
            "region",
            "config",
            "backbone",
            "tensor",
            "evaluate",
            "data",
            "recycle",
            "box",
            "file",
            "error");

    private static final List<String> WITHOUT_ENGINE = List.of("evaluate", "data", "recycle", "box", "file", "error");

    private static final String[] BELOW_THE_FACE = Stream.of("model", "optim", "detector", "auxiliary", "region")
            .map(room -> "dev.rebox." + room + "..")
            .toArray(String[]::new);

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("test-classes"))
            .importPackages("dev.rebox");

    @Test
    void aRoomImportsOnlyFromRoomsBelow() {
        for (int i = 1; i < ROOMS.size(); i++) {
            String[] above = ROOMS.subList(0, i).stream()
                    .map(room -> "dev.rebox." + room + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.rebox." + ROOMS.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void boxesLabelsDataAndMetricsNeedNoEngine() {
        for (String room : WITHOUT_ENGINE) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.rebox." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.bytedeco..", "dev.rebox.tensor..")
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    /** A command does what a Java program can do: it calls {@link Rebox} and what that hands out. */
    @Test
    void commandsDoNotReachBelowTheLibrarysFace() {
        noClasses()
                .that()
                .resideInAPackage("dev.rebox.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BELOW_THE_FACE)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Engine.class, Datasets.class)
                .orShould()
                .callMethod(Training.class, "run", Config.class, Progress.class)
                .check(classes);
    }

    /** The build checks what may be null in such packages alone. */
    @Test
    void everyPackageSaysWhatMayBeNull() {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(room -> room.isAnnotatedWith(NullMarked.class));
    }

    /** The rooms of the formats of weights stand on what is stored; who opens a file stands above them. */
    @Test
    void formatsOfWeightsDoNotKnowWhoOpensThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.rebox.tensor.weights.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.rebox.tensor.weights")
                .check(classes);
    }

    /** Who trains or exports needs no ONNX Runtime: it is loaded where an exported detector is run. */
    @Test
    void onlyARoomOfItsOwnKnowsOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.rebox.export.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(classes);
    }

    /** Graphs know nothing of detectors, and detectors nothing of the file's format. */
    @Test
    void onlyGraphsKnowTheFormatOfOnnx() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.rebox.export.graph..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnx..", "com.google.protobuf..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("dev.rebox.export.graph..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.rebox.tensor..", "dev.rebox.detector..", "dev.rebox.export.network..")
                .check(classes);
    }

    /** What outlives its scope has an owner that frees it, or is a constant of the process. */
    @Test
    void onlyOwnersAndConstantsOutliveTheirScope() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Owned.class, NativeScope.class, Scalars.class, Fused.class, Engine.class)
                .should()
                .callMethodWhere(target(nameMatching("retainReference|releaseReference|deallocate"))
                        .and(target(owner(assignableTo(Pointer.class)))))
                .check(classes);
    }
}
