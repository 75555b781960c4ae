import ai.onnxruntime.*;
import com.fasterxml.jackson.databind.*;
import java.awt.image.*;
import java.util.*;

class Detect {
    public static void main(String[] args) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession session = environment.createSession(args[0]);
        Map<String, String> about = session.getMetadata().getCustomMetadata();
        ObjectMapper json = new ObjectMapper();
        JsonNode classes = json.readTree(about.get("rebox.classes")), thresholds = json.readTree(about.get("rebox.thresholds"));
        JsonNode rule = json.readTree(about.get("rebox.resize"));
        BufferedImage image = javax.imageio.ImageIO.read(new java.io.File(args[1]));
        int width = image.getWidth(), height = image.getHeight();
        double scale = Math.min(rule.path("shorterSide").asDouble() / Math.min(width, height), rule.path("longerSide").asDouble() / Math.max(width, height));
        int w = rule.path("width").asInt((int) Math.round(width * scale)), h = rule.path("height").asInt((int) Math.round(height * scale));
        BufferedImage resized = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        resized.createGraphics().drawImage(image.getScaledInstance(w, h, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
        float[] planes = new float[3 * w * h]; // red, green and blue, 0..255
        for (int i = 0; i < planes.length; i++) planes[i] = resized.getRGB(i % w, i / w % h) >> 16 - 8 * (i / (w * h)) & 255;
        OrtSession.Result found = session.run(Map.of("image", OnnxTensor.createTensor(environment, java.nio.FloatBuffer.wrap(planes), new long[] {1, 3, h, w})));
        float[] scores = (float[]) found.get("scores").get().getValue(), boxes = ((OnnxTensor) found.get("boxes").get()).getFloatBuffer().array();
        long[] labels = (long[]) found.get("labels").get().getValue();
        for (int i = 0; i < scores.length && labels[i] > 0; i++) {
            String name = classes.get((int) labels[i] - 1).asText();
            if (scores[i] >= thresholds.path(name).asDouble(0.5)) System.out.printf(Locale.ROOT, "%s %.3f %.1f %.1f %.1f %.1f%n", name, scores[i], boxes[4 * i] * width / w, boxes[4 * i + 1] * height / h, boxes[4 * i + 2] * width / w, boxes[4 * i + 3] * height / h);
        }
    }
}
