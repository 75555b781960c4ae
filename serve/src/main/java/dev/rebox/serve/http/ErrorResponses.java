package dev.rebox.serve.http;

import dev.rebox.error.ReboxException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said where something went wrong: to the client one line in JSON, to the log the stack trace, with a number in both. */
public final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private ErrorResponses() {}

    /** Has every failure of a server answered so, also of requests that reach no route. */
    public static void install(JavalinConfig config) {
        config.routes.exception(RequestException.class, (e, request) -> refuse(request, e));
        config.routes.exception(ReboxException.class, (e, request) -> {
            LOG.warn("{} {}: {}", request.method(), request.path(), e.getMessage());
            JsonResponse.error(request, HttpStatus.INTERNAL_SERVER_ERROR_500, String.valueOf(e.getMessage()));
        });
        config.routes.exception(Exception.class, (e, request) -> accident(request, e));
        config.router.javaLangErrorHandler((response, error) -> {
            LOG.error("A request ended with an error", error);
            response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR_500);
        });
        config.routes.error(HttpStatus.NOT_FOUND_404, "*", request -> {
            if (request.result() == null || !isJson(request)) {
                JsonResponse.error(
                        request,
                        HttpStatus.NOT_FOUND_404,
                        "there is nothing at this address: /openapi.json lists what there is");
            }
        });
        config.routes.error(
                HttpStatus.METHOD_NOT_ALLOWED_405,
                "*",
                request -> JsonResponse.error(
                        request,
                        HttpStatus.METHOD_NOT_ALLOWED_405,
                        request.method() + " is not for this address: /openapi.json says what is"));
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> server.setErrorHandler(new Malformed()));
    }

    private static boolean isJson(Context request) {
        return "application/json".equals(request.res().getContentType());
    }

    private static void refuse(Context request, RequestException e) {
        e.retryAfter().ifPresent(seconds -> request.header("Retry-After", Integer.toString(seconds)));
        JsonResponse.error(request, e.status(), String.valueOf(e.getMessage()));
    }

    private static void accident(Context request, Exception e) {
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("Error {} at {} {}", number, request.method(), request.path(), e);
        JsonResponse.error(
                request,
                HttpStatus.INTERNAL_SERVER_ERROR_500,
                "an error of the server, number " + number + " in its log");
    }

    /** Requests that are not HTTP, have too long a header, or come while the server stops. */
    private static final class Malformed extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String message = HttpStatus.getMessage(response.getStatus());
            response.getHeaders().put("Content-Type", "application/json");
            if (response.getStatus() == HttpStatus.SERVICE_UNAVAILABLE_503) {
                response.getHeaders().put("Retry-After", "1");
                response.getHeaders().put("Connection", "close");
            }
            byte[] body = JsonResponse.bytes(Map.of("error", message));
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }
    }
}
