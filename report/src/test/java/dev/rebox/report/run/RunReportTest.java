package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.report.MadeRun;
import dev.rebox.report.SelfContained;
import dev.rebox.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class RunReportTest {
    @TempDir
    Path folder;

    @Test
    void aFinishedRunIsShownFromItsResultToItsSettings() throws Exception {
        RunFolder run = MadeRun.finished(folder.resolve("run"), MadeRun.scenes(folder.resolve("scenes")), 4);
        Path page = RunReport.write(run);
        Document document = SelfContained.check(page);
        assertThat(headings(document))
                .containsExactly(
                        "Result",
                        "What it finds",
                        "Classes",
                        "Size and neighbours",
                        "Errors",
                        "Auxiliary tasks",
                        "Confusion",
                        "Labels to check",
                        "Losses",
                        "Settings");
        assertThat(document.getElementsByTagName("img").getLength()).isGreaterThan(12);
        assertThat(Files.size(page)).isLessThan(8_000_000);
        String text = document.getDocumentElement().getTextContent();
        assertThat(text).contains(MadeRun.NASTY, "VOC mAP (IoU .50)", "./rebox train " + run.config());
        assertThat(Files.readString(page)).doesNotContain(MadeRun.NASTY);

        String seen = SelfContained.inBrowser(page, folder);
        assertThat(seen.split("<section")).hasSize(11);
        assertThat(seen.split("<svg")).hasSizeGreaterThan(6);
    }

    @Test
    void aRunThatIsNotOverShowsWhatThereIs() throws Exception {
        RunFolder run = MadeRun.begun(folder.resolve("run"), MadeRun.scenes(folder.resolve("scenes")));
        Document document = SelfContained.check(RunReport.write(run));
        assertThat(headings(document)).containsExactly("Result", "Detections", "Losses", "Settings");
        assertThat(document.getDocumentElement().getTextContent()).contains("Nothing was measured", "is not over");
    }

    @Test
    void aRunWhoseTestImagesAreGoneKeepsItsFigures() throws Exception {
        Path test = MadeRun.scenes(folder.resolve("scenes"));
        RunFolder run = MadeRun.finished(folder.resolve("run"), test, 4);
        try (var images = Files.list(folder.resolve("scenes/images"))) {
            for (Path image : images.toList()) {
                Files.delete(image);
            }
        }
        Document document = SelfContained.check(RunReport.write(run));
        assertThat(document.getElementsByTagName("img").getLength()).isZero();
        assertThat(document.getDocumentElement().getTextContent())
                .contains("Further images cannot be shown", "the image is missing");
        Files.delete(test);
        assertThat(headings(SelfContained.check(RunReport.write(run))))
                .containsExactly("Result", "Detections", "Classes", "Losses", "Settings");
    }

    private static List<String> headings(Document document) {
        NodeList found = document.getElementsByTagName("h2");
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
