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
        BufferedImage image = javax.imageio.ImageIO.read(new java.io.File(args[1])); // as it is stored: EXIF orientation is not looked at
        int width = image.getWidth(), height = image.getHeight();
        double scale = Math.min(rule.path("shorterSide").asDouble() / Math.min(width, height), rule.path("longerSide").asDouble() / Math.max(width, height));
        int w = rule.path("width").asInt((int) Math.max(1, Math.round(width * scale))), h = rule.path("height").asInt((int) Math.max(1, Math.round(height * scale)));
        float[] planes = new float[3 * w * h]; // red, green and blue, 0..255
        for (int c = 0; c < 3; c++) {
            float[][] rows = new float[height][];
            for (int y = 0; y < height; y++) {
                int[] rgb = image.getRGB(0, y, width, 1, null, 0, width);
                float[] old = new float[width];
                for (int x = 0; x < width; x++) old[x] = rgb[x] >> 16 - 8 * c & 255;
                rows[y] = resize(old, w);
            }
            for (int x = 0; x < w; x++) {
                float[] column = new float[height];
                for (int y = 0; y < height; y++) column[y] = rows[y][x];
                column = resize(column, h);
                for (int y = 0; y < h; y++) planes[(c * h + y) * w + x] = column[y];
            }
        }
        OrtSession.Result found = session.run(Map.of("image", OnnxTensor.createTensor(environment, java.nio.FloatBuffer.wrap(planes), new long[] {1, 3, h, w})));
        float[] scores = (float[]) found.get("scores").get().getValue(), boxes = ((OnnxTensor) found.get("boxes").get()).getFloatBuffer().array();
        long[] labels = (long[]) found.get("labels").get().getValue();
        for (int i = 0; i < scores.length && labels[i] > 0; i++) {
            String name = classes.get((int) labels[i] - 1).asText();
            if (scores[i] >= thresholds.path(name).asDouble(0.5)) System.out.printf(Locale.ROOT, "%s %.3f %.1f %.1f %.1f %.1f%n", name, scores[i], boxes[4 * i] * width / w, boxes[4 * i + 1] * height / h, boxes[4 * i + 2] * width / w, boxes[4 * i + 3] * height / h);
        }
    }

    /** A row or a column in another length: between the two nearest; the mean of those covered where it becomes less than half as long. */
    static float[] resize(float[] old, int length) {
        double ratio = (double) old.length / length;
        float[] made = new float[length];
        for (int i = 0; i < length; i++) {
            double sum = 0, from = i * ratio, to = Math.min(old.length, from + ratio), at = Math.max(0, Math.min(old.length - 1, (from + from + ratio - 1) / 2));
            int first = (int) at;
            if (ratio > 2) for (int k = (int) from; k < to; k++) sum += old[k] * (Math.min(to, k + 1) - Math.max(from, k)) / (to - from);
            else sum = old[first] + (at - first) * (old[Math.min(first + 1, old.length - 1)] - old[first]);
            made[i] = Math.round(sum);
        }
        return made;
    }
}
