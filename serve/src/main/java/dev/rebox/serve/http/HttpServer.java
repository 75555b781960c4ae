package dev.rebox.serve.http;

import dev.rebox.error.ConfigException;
import dev.rebox.error.ReboxException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for HTTP with limits on everything that a client may make long: connections, headers, silence, slowness. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int CONNECTIONS = 256;
    private static final int HEADER_BYTES = 8192;
    private static final int LAST_PORT = 65_535;

    /** A request that was on its way when the last answer was given still finds somebody. */
    private static final long LINGER_MILLISECONDS = 300;

    private final Javalin javalin;
    private final GracefulHandler begun;
    private final Duration stop;
    private final String url;

    private HttpServer(Javalin javalin, GracefulHandler begun, Duration stop, String host) {
        this.javalin = javalin;
        this.begun = begun;
        this.stop = stop;
        boolean bare = host.contains(":") && !host.startsWith("[");
        url = "http://" + (bare ? "[" + host + "]" : host) + ":" + javalin.port();
    }

    /** @throws ConfigException where there can be no such port */
    public static void checkPort(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new ConfigException("--port: " + port + " is not between 0 and " + LAST_PORT);
        }
    }

    /**
     * Starts to listen.
     *
     * @param port 0 takes a free one
     * @param silence after which a connection is closed
     * @param stop the longest that a stop waits for the requests that have begun
     * @throws ConfigException where there can be no such port
     * @throws ReboxException where it is taken or the address is not of this machine
     */
    public static HttpServer start(
            String host, int port, Duration silence, Duration stop, Consumer<JavalinConfig> routes) {
        checkPort(port);
        GracefulHandler begun = new GracefulHandler();
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            // Every connection can have a thread: who sends slowly keeps one, and holds up nobody.
            QueuedThreadPool threads = new QueuedThreadPool(CONNECTIONS + 16, 8);
            threads.setName("rebox-http");
            config.jetty.threadPool = threads;
            config.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                http.setRequestHeaderSize(HEADER_BYTES);
                http.setIdleTimeout(silence.toMillis());
            });
            config.jetty.modifyServer(server -> {
                server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
                server.insertHandler(begun);
                server.setStopTimeout(stop.toMillis());
                server.setStopAtShutdown(false);
            });
            ErrorResponses.install(config);
            config.routes.before(request -> {
                request.header("X-Content-Type-Options", "nosniff");
                request.header("Referrer-Policy", "no-referrer");
            });
            config.routes.after(request -> {
                if (begun.isShutdown()) { // the client sends its next request elsewhere
                    request.header("Connection", "close");
                }
            });
            routes.accept(config);
        });
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            throw new ReboxException(
                    "--port: cannot listen at " + host + ":" + port
                            + ", the port is taken or not allowed, or the address is not of this machine: choose another",
                    e);
        }
        return new HttpServer(javalin, begun, stop, host);
    }

    /** Where it listens. */
    public String url() {
        return url;
    }

    /** Refuses new requests (503), and returns when those that have begun are answered. */
    @Override
    public void close() {
        try {
            begun.shutdown().get(stop.toMillis(), TimeUnit.MILLISECONDS);
            Thread.sleep(LINGER_MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("Some requests were not answered within {} seconds", stop.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        javalin.stop();
    }
}
