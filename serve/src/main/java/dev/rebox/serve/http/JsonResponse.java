package dev.rebox.serve.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.util.Map;

/** ErrorResponses as JSON documents. */
public final class JsonResponse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonResponse() {}

    /** ErrorResponses with a document. */
    public static void send(Context request, int status, Object document) {
        request.status(status).contentType("application/json").result(bytes(document));
    }

    /** A document in UTF-8. */
    public static byte[] bytes(Object document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong, as the Open Inference Protocol says it. */
    public static void error(Context request, int status, String message) {
        send(request, status, Map.of("error", message));
    }
}
