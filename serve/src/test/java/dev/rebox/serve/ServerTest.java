package dev.rebox.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.config.Device;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.serve.http.AccessControl;
import dev.rebox.serve.http.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    @TempDir
    Path folder;

    @Test
    void aTokenIsAskedOfAllButThePageAndProbes() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\nnot this\n");
        try (SmallServer small = new SmallServer(folder, SmallServer.options(Limits.STANDARD, 4, Optional.of(file)))) {
            for (String open : List.of(
                    "/", "/page.js", "/explanation.js", "/v2/health/live", "/v2/health/ready", "/openapi.json")) {
                assertThat(small.get(open).status()).as(open).isEqualTo(200);
            }
            for (String closed : List.of("/model", "/metrics", "/v2", "/v2/models/small", "/nowhere")) {
                assertThat(small.get(closed).status()).as(closed).isEqualTo(401);
            }
            byte[] png = SmallServer.png(40, 40);
            SmallServer.Answer none = small.post("/detect", png);
            assertThat(none.status()).isEqualTo(401);
            assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(none.error())
                    .isEqualTo("the token is missing or wrong: send it as 'Authorization: Bearer TOKEN'");
            assertThat(small.post("/detect", png, "Authorization", "Bearer 0123456789abcdeX")
                            .status())
                    .isEqualTo(401);
            assertThat(small.post("/detect", png, "Authorization", "Bearer 0123456789abcdef")
                            .status())
                    .isEqualTo(200);
            assertThat(small.get("/model", "Authorization", "bearer 0123456789abcdef")
                            .json()
                            .path("classes"))
                    .hasSize(2);
        }
    }

    /** A page of another server could send an image from a browser on this machine. */
    @Test
    void pagesOfOtherServersAreTurnedAway() throws Exception {
        try (SmallServer small = new SmallServer(folder)) {
            byte[] png = SmallServer.png(40, 40);
            for (String origin : List.of("http://example.org", "http://localhost.example.org:80", "null")) {
                assertThat(small.post("/detect", png, "Origin", origin).status())
                        .as(origin)
                        .isEqualTo(403);
            }
            assertThat(small.post("/detect", png, "Origin", small.server.url()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void otherMachinesNeedAToken() throws Exception {
        assertThatThrownBy(() -> AccessControl.of("0.0.0.0", Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--host: 0.0.0.0 can be reached from other machines: give --token FILE");
        Path brief = Files.writeString(folder.resolve("brief"), "secret\n");
        assertThatThrownBy(() -> AccessControl.of("0.0.0.0", Optional.of(brief)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at least 16");
        assertThatThrownBy(() -> AccessControl.of("127.0.0.1", Optional.of(folder.resolve("none"))))
                .isInstanceOf(DataException.class);
    }

    @Test
    void aTakenPortIsOneLine() throws Exception {
        try (SmallServer small = new SmallServer(folder)) {
            int port = Integer.parseInt(small.server.url().replaceAll(".*:", ""));
            assertThatThrownBy(() -> DetectionServer.start(small.model, Device.CPU, ServerOptions.local(port, 1)))
                    .isInstanceOf(ReboxException.class)
                    .hasMessageContaining("cannot listen at 127.0.0.1:" + port);
        }
    }

    /** Four clients ask without a pause while the model is replaced: each answer is that of one of the two models, none is missing. */
    @Test
    void aModelIsReplacedWithoutALostRequest() throws Exception {
        byte[] png = SmallServer.png(120, 80);
        try (SmallServer small = new SmallServer(folder)) {
            String first = small.post("/detect?threshold=0", png).text();
            AtomicBoolean stop = new AtomicBoolean();
            ExecutorService clients = Executors.newFixedThreadPool(4);
            Callable<List<SmallServer.Answer>> client = () -> {
                List<SmallServer.Answer> answers = new ArrayList<>();
                while (!stop.get()) {
                    answers.add(small.post("/detect?threshold=0", png));
                }
                return answers;
            };
            List<Future<List<SmallServer.Answer>>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                work.add(clients.submit(client));
            }
            small.write(1);
            String version = "1";
            for (long end = System.nanoTime() + 30_000_000_000L; version.equals("1") && System.nanoTime() < end; ) {
                version = small.get("/model").json().path("version").asText();
            }
            String second = small.post("/detect?threshold=0", png).text();
            Files.writeString(small.model, "not a model");
            for (long end = System.nanoTime() + 30_000_000_000L;
                    !small.get("/metrics").text().contains("{result=\"failed\"} 1") && System.nanoTime() < end; ) {
                Thread.sleep(100);
            }
            assertThat(small.get("/metrics").text()).contains("rebox_model_replacements_total{result=\"failed\"} 1.0");
            assertThat(small.post("/detect?threshold=0", png).text())
                    .as("the last good one")
                    .isEqualTo(second);
            stop.set(true);
            assertThat(second).isNotEqualTo(first);
            assertThat(version).isEqualTo("2");
            for (Future<List<SmallServer.Answer>> one : work) {
                assertThat(one.get()).isNotEmpty().allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.text())
                            .isEqualTo(answer.header("Rebox-Model-Version").equals("1") ? first : second);
                });
            }
            clients.shutdown();
        }
    }

    /** Beyond two that are looked at and one that waits, requests are refused at once; all others are answered. */
    @Test
    void aFullQueueSaysWhenToComeAgain() throws Exception {
        byte[] png = SmallServer.png(1500, 1500);
        try (SmallServer small = new SmallServer(folder, SmallServer.options(Limits.STANDARD, 1, Optional.empty()))) {
            ExecutorService clients = Executors.newFixedThreadPool(16);
            List<Future<SmallServer.Answer>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                work.add(clients.submit(() -> small.post("/detect", png)));
            }
            List<SmallServer.Answer> answers = new ArrayList<>();
            for (Future<SmallServer.Answer> one : work) {
                answers.add(one.get());
            }
            clients.shutdown();
            assertThat(answers)
                    .extracting(SmallServer.Answer::status)
                    .contains(200, 503)
                    .containsOnly(200, 503);
            for (SmallServer.Answer answer : answers) {
                if (answer.status() == 503) {
                    assertThat(answer.error()).isEqualTo("the queue is full: try again later");
                    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
                }
            }
            long done = answers.stream().filter(a -> a.status() == 200).count();
            String metrics = small.get("/metrics").text();
            assertThat(metrics).contains("rebox_requests_total{route=\"/detect\",status=\"200\"} " + done + ".0");
            assertThat(metrics).contains("rebox_queue_waiting 0.0");
        }
    }

    /** A server that is stopped under load answers what it has taken; other requests are refused or find nobody, none is cut off. */
    @Test
    void aStopLosesNoRequestThatHasBegun() throws Exception {
        byte[] png = SmallServer.png(900, 900);
        SmallServer small = new SmallServer(folder);
        ExecutorService clients = Executors.newFixedThreadPool(4);
        List<Future<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            work.add(clients.submit(() -> {
                int done = 0;
                while (true) {
                    try {
                        int status = small.post("/detect", png).status();
                        if (status == 503) {
                            return done;
                        }
                        assertThat(status).isEqualTo(200);
                        done++;
                    } catch (java.net.ConnectException e) {
                        return done;
                    }
                }
            }));
        }
        while (!small.get("/metrics").text().contains("status=\"200\"")) {
            Thread.sleep(10);
        }
        Thread.sleep(500);
        small.close();
        for (Future<Integer> one : work) {
            assertThat(one.get()).isPositive();
        }
        clients.shutdown();
    }

    /** Every address that is documented is there, and answers without a token of an error that nobody foresaw. */
    @Test
    void theDocumentNamesWhatThereIs() throws Exception {
        try (SmallServer small = new SmallServer(folder)) {
            JsonNode paths = small.get("/openapi.json").json().path("paths");
            assertThat(paths).hasSize(14);
            for (var path : paths.properties()) {
                String address = path.getKey().replace("{model}", "small").replace("{version}", "1");
                int status = path.getValue().has("get")
                        ? small.get(address).status()
                        : small.post(address, new byte[0]).status();
                assertThat(status).as(address).isEqualTo(path.getValue().has("get") ? 200 : 400);
            }
        }
    }
}
