package dev.rebox.tensor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rebox.error.ConfigException;
import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final int SIZE = 300_000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[SIZE];
    private final List<String> ranges = new ArrayList<>();
    private HttpServer server;
    private URI url;
    private Path target;
    private String hash;
    /** Bytes after which the server hangs up. */
    private int cutAfter = SIZE;

    private boolean knowsRanges = true;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(content);
        hash = Download.sha256(Files.write(folder.resolve("original"), content)).substring(0, 8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/w.bin", this::answer);
        server.start();
        url = URI.create("http://localhost:" + server.getAddress().getPort() + "/w.bin");
        target = folder.resolve("cache/w.bin");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int from = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= SIZE) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, SIZE - from);
        exchange.getResponseBody().write(content, from, Math.min(cutAfter, SIZE - from));
        exchange.getResponseBody().flush();
        exchange.close(); // before all is sent: the connection breaks
    }

    @Test
    void aFileIsFetchedOnceAndThenTakenFromTheCache() throws IOException {
        assertThat(new Download(url, target, hash).fetch()).hasBinaryContent(content);
        assertThat(new Download(url, target, hash).fetch()).hasBinaryContent(content);
        assertThat(ranges).containsExactly("null");
        assertThat(target.getParent().toFile().list()).containsExactly("w.bin");
    }

    @Test
    void aCutConnectionIsTakenUpWhereItBroke() throws IOException {
        cutAfter = 120_000;
        assertThat(new Download(url, target, hash).fetch()).hasBinaryContent(content);
        assertThat(ranges).hasSize(3).startsWith("null").allMatch(r -> r.equals("null") || r.startsWith("bytes="));
    }

    @Test
    void whatAnEarlierProgramLeftIsGoneOnWith() throws IOException {
        part(Arrays.copyOf(content, 200_000));
        assertThat(new Download(url, target, hash).fetch()).hasBinaryContent(content);
        assertThat(ranges).containsExactly("bytes=200000-");
    }

    @Test
    void aWholePartNeedsNothingMore() throws IOException {
        part(content);
        assertThat(new Download(url, target, hash).fetch()).hasBinaryContent(content);
    }

    @Test
    void aServerWithoutRangesSendsAllAgain() throws IOException {
        knowsRanges = false;
        part(Arrays.copyOf(content, 200_000));
        assertThat(new Download(url, target, hash).fetch()).hasBinaryContent(content);
    }

    @Test
    void aPartOfAnotherFileIsThrownAway() throws IOException {
        part(new byte[200_000]);
        assertThat(new Download(url, target, hash).fetch()).hasBinaryContent(content);
        assertThat(ranges).containsExactly("bytes=200000-", "null");
    }

    @Test
    void aWrongHashLeavesNothingBehind() {
        assertThatThrownBy(() -> new Download(url, target, "00000000").fetch())
                .isInstanceOf(ReboxException.class)
                .hasMessageContaining("its SHA-256 begins with " + hash + ", not 00000000");
        assertThat(target.getParent().toFile().list()).isEmpty();
    }

    @Test
    void aConnectionThatAlwaysBreaksKeepsWhatCame() {
        cutAfter = 10;
        assertThatThrownBy(() -> new Download(url, target, hash).fetch())
                .isInstanceOf(ReboxException.class)
                .hasMessageContaining("the connection broke 4 times")
                .hasMessageEndingWith("Fetch it by other means and put it at " + target);
        assertThat(target.getParent().toFile().list()).containsExactly("w.bin.part");
    }

    @Test
    void noSpaceIsSaidBeforeAnythingIsFetched() {
        Download download = new Download(url, target, hash) {
            @Override
            long usableSpace() {
                return 1000;
            }
        };
        assertThatThrownBy(download::fetch)
                .isInstanceOf(ReboxException.class)
                .hasMessage(target.getParent() + ": no space for w.bin: it needs 300000 bytes more, and 1000 are free");
    }

    @Test
    void withoutAServerTheMessageSaysWhatToDo() {
        server.stop(0);
        assertThatThrownBy(() -> new Download(url, target, hash).fetch())
                .isInstanceOf(ReboxException.class)
                .hasMessage(url + ": cannot be fetched, there is no connection. Fetch it by other means and put it at "
                        + target);
        URI elsewhere = url.resolve("/none");
        assertThatThrownBy(() -> new Download(elsewhere, target, hash).fetch()).isInstanceOf(ReboxException.class);
    }

    @Test
    void theTableIsWholeAndUnknownNamesAreAnswered() {
        assertThat(PublicWeights.all()).extracting(PublicWeights::name).contains("resnet101", "inception_resnet_v2");
        assertThat(PublicWeights.named("resnet101").sha256()).isEqualTo("63fe2227");
        // 44,549,160 parameters of four bytes, and some for their names
        assertThat(PublicWeights.named("resnet101").megabytes()).isEqualTo(179);
        assertThatThrownBy(() -> PublicWeights.named("resnet100"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Did you mean 'resnet10");
    }

    private void part(byte[] bytes) throws IOException {
        Files.createDirectories(target.getParent());
        Files.write(target.resolveSibling("w.bin.part"), bytes);
    }
}
