package dev.rebox.export.network;

import dev.rebox.backbone.Conventions;
import dev.rebox.backbone.Normalization;
import dev.rebox.box.Anchors;
import dev.rebox.config.ModelConfig;
import dev.rebox.export.graph.Attributes;
import dev.rebox.export.graph.ElementType;
import dev.rebox.export.graph.Graph;
import dev.rebox.export.graph.Ops;
import dev.rebox.export.graph.Value;
import dev.rebox.model.Model;
import dev.rebox.region.CellAlignment;
import java.util.List;

/** A whole detector as a graph: from an image to its detections, as {@link dev.rebox.detector.TwoStageDetector#detect} finds them. */
public final class DetectorGraph {
    /** The input: float32 [1, 3, H, W], RGB, 0..255. */
    public static final String IMAGE = "image";

    /** Output: float32 [N, 4], x1, y1, x2, y2 in pixels of the input. */
    public static final String BOXES = "boxes";

    /** Output: float32 [N], falling. */
    public static final String SCORES = "scores";

    /** Output: int64 [N], 1..K. */
    public static final String LABELS = "labels";

    private final Model model;
    private final ModelConfig config;
    private final Conventions conventions;
    private final Form form;
    private final Graph graph = new Graph("rebox");

    /**
     * What of the graph is fixed.
     *
     * @param width of the images in pixels, or 0 for any size
     * @param height likewise
     * @param fixedNumbers whether the numbers of proposals and detections are fixed too, and filled up: then no shape in
     *     the graph depends on the image
     */
    public record Form(int width, int height, boolean fixedNumbers) {
        /** Images of any size. */
        public static final Form FREE = new Form(0, 0, false);

        /** Whether images have one size. */
        public boolean hasSize() {
            return width > 0;
        }
    }

    private DetectorGraph(Model model, Form form) {
        this.model = model;
        config = model.config().model();
        conventions = model.conventions();
        this.form = form;
    }

    /**
     * The graph of a detector.
     *
     * @param floors [K]: the score that a detection of each class must be above
     * @throws dev.rebox.error.ConfigException where the detector has a part that export does not know
     */
    public static Graph of(Model model, Form form, float[] floors) {
        return new DetectorGraph(model, form).build(floors);
    }

    private Graph build(float[] floors) {
        Value image = form.hasSize()
                ? graph.input(IMAGE, ElementType.FLOAT, "1", "3", "" + form.height, "" + form.width)
                : graph.input(IMAGE, ElementType.FLOAT, "1", "3", "height", "width");
        Ops ops = new Ops(graph, IMAGE);
        ImageFrame frame = form.hasSize() ? new FixedFrame(ops, form.width, form.height) : new FreeFrame(ops, image);
        Layers layers = new Layers(graph, model.detector().parameters(), conventions.epsilon());
        BackboneGraph backbone = BackboneGraph.of(config.backbone(), layers, conventions, !config.cropMaxPool());
        Value map = backbone.features(frame.padded(normalised(ops, image)));

        RegionBoxes proposals = new ProposalGraph(ops.part("proposal"), layers, frame, suppression("proposal"))
                .of(map, config.anchors(conventions.firstCell()), cells(), config.proposals());
        CropGraph crops = new CropGraph(ops.part("crops"), frame, alignment());
        HeadGraph head =
                switch (config.detector()) {
                    case FASTER_RCNN ->
                        new FasterRcnnGraph(ops, layers, backbone, crops, map, config.cropSize(), config.cropMaxPool());
                    case RFCN -> new RfcnGraph(ops, layers, backbone, crops, map, config.rfcnDilation());
                };
        BoxGraph boxes = new BoxGraph(ops.part("detections"), frame);
        TaskHeads tasks = new TaskHeads(head, config);
        Ops refining = ops.part("refinement");
        RefinementGraph refinement = config.refinement()
                ? new RefinementGraph(
                        refining,
                        layers,
                        tasks,
                        new BoxGraph(refining, frame),
                        config,
                        model.detector().contextTasks())
                : null;
        int classes = model.labels().size();
        BoxRefinementGraph boxRefinement = config.boxRefinement()
                ? new BoxRefinementGraph(
                        ops.part("refinement.boxes"),
                        layers,
                        tasks,
                        model.detector().offsetTasks(),
                        classes)
                : null;
        DetectionGraph.Output found = new DetectionGraph(
                        ops.part("detections"),
                        boxes,
                        head,
                        refinement,
                        boxRefinement,
                        suppression("detections"),
                        config,
                        classes)
                .of(proposals, floors);
        String count = found.count() == RegionBoxes.ANY ? "detections" : Long.toString(found.count());
        graph.output(graph.named(BOXES, found.boxes()), ElementType.FLOAT, count, "4");
        graph.output(graph.named(SCORES, found.scores()), ElementType.FLOAT, count);
        graph.output(graph.named(LABELS, found.labels()), ElementType.INT64, count);
        return graph;
    }

    private Suppression suppression(String part) {
        Ops ops = new Ops(graph, part);
        return form.fixedNumbers ? new LoopSuppression(ops) : new OperatorSuppression(ops);
    }

    private long cells() {
        return form.hasSize() ? (long) Anchors.cells(form.width) * Anchors.cells(form.height) : RegionBoxes.ANY;
    }

    private CellAlignment alignment() {
        return config.cropPlacement() == ModelConfig.CropPlacement.CORNERS
                ? CellAlignment.CORNERS
                : CellAlignment.centred(conventions.firstCell());
    }

    /** (pixel - mean) * scale. It stays before the padding, which fills up with zeros of normalised pixels. */
    private Value normalised(Ops ops, Value image) {
        Normalization normalization = conventions.normalization();
        Value ordered = normalization.order() == Normalization.Order.BGR
                ? graph.node("Gather", IMAGE + ".bgr", Attributes.of("axis", 1), image, ops.integers(2, 1, 0))
                : image;
        Value centred = ops.minus(ordered, channels("mean", normalization.mean()));
        return ops.times(centred, channels("scale", normalization.scale()));
    }

    /** [3, 1, 1] */
    private Value channels(String name, List<Double> numbers) {
        return graph.floats(
                IMAGE + "." + name,
                () -> new float[] {
                    numbers.get(0).floatValue(),
                    numbers.get(1).floatValue(),
                    numbers.get(2).floatValue()
                },
                3,
                1,
                1);
    }
}
