package dev.rebox.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What every report must be: well-formed, and complete without a network. */
public final class SelfContained {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:src|href|xlink:href|action|poster)=\"([^\"]{1,40})|url\\(([^)]*)|(@import)|<(script|link|iframe)\\b");

    private SelfContained() {}

    /** Parses a page and refuses addresses that leave it. */
    public static Document check(Path page) throws Exception {
        String text = Files.readString(page);
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            assertThat(address.group()).matches("src=\"data:image/jpeg;base64,.*|href=\"#s\\d+");
        }
        assertThat(text).doesNotContain("http:").doesNotContain("https:");
        String xml = text.substring("<!DOCTYPE html>".length());
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    /** The page's content as a browser understands it after loading. */
    public static String inBrowser(Path page, Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: " + CHROMIUM + " is not there to open the page in");
        Path output = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=390,800",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assumeTrue(ended, "skipped: the browser did not open the page within a minute");
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
