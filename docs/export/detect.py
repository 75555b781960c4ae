import json, sys
import numpy, onnxruntime
from PIL import Image, ImageOps

session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
about = session.get_modelmeta().custom_metadata_map
classes, rule, thresholds = (json.loads(about["rebox." + key]) for key in ("classes", "resize", "thresholds"))

image = ImageOps.exif_transpose(Image.open(sys.argv[2])).convert("RGB")
if "width" in rule:  # exported with --size
    size = rule["width"], rule["height"]
else:
    scale = min(rule["shorterSide"] / min(image.size), rule["longerSide"] / max(image.size))
    size = tuple(max(1, int(side * scale + 0.5)) for side in image.size)
pixels = numpy.asarray(image.resize(size, Image.Resampling.BILINEAR), dtype=numpy.float32)  # [H, W, 3], 0..255

boxes, scores, labels = session.run(["boxes", "scores", "labels"], {"image": pixels.transpose(2, 0, 1)[None]})
boxes = boxes * ([image.width / size[0], image.height / size[1]] * 2)  # in pixels of the image
for box, score, label in zip(boxes, scores, labels):
    name = classes[label - 1]
    if label > 0 and score >= thresholds.get(name, 0.5):
        print(f"{name} {score:.3f} {box[0]:.1f} {box[1]:.1f} {box[2]:.1f} {box[3]:.1f}")
