import json, sys
import numpy, onnxruntime
from PIL import Image, ImageOps

session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
about = session.get_modelmeta().custom_metadata_map
classes, rule, thresholds = (json.loads(about["rebox." + key]) for key in ("classes", "resize", "thresholds"))


def weights(old, new):  # [new, old]: how much of each old pixel a new one has
    edges, pixels = numpy.arange(new + 1) * old / new, numpy.arange(old)
    if old > 2 * new:  # the mean of those that it covers
        covered = numpy.minimum(edges[1:, None], pixels + 1) - numpy.maximum(edges[:-1, None], pixels)
        return numpy.maximum(covered, 0) * new / old
    middles = numpy.clip((edges[1:] + edges[:-1] - 1) / 2, 0, old - 1)  # between the two nearest
    return numpy.maximum(1 - abs(middles[:, None] - pixels), 0)

image = ImageOps.exif_transpose(Image.open(sys.argv[2])).convert("RGB")
if "width" in rule:  # exported with --size
    size = rule["width"], rule["height"]
else:
    scale = min(rule["shorterSide"] / min(image.size), rule["longerSide"] / max(image.size))
    size = tuple(max(1, int(side * scale + 0.5)) for side in image.size)
planes = numpy.asarray(image).transpose(2, 0, 1) @ weights(image.width, size[0]).T  # [3, H, W], 0..255
planes = numpy.round(weights(image.height, size[1]) @ numpy.round(planes)).astype(numpy.float32)

boxes, scores, labels = session.run(["boxes", "scores", "labels"], {"image": planes[None]})
boxes = boxes * ([image.width / size[0], image.height / size[1]] * 2)  # in pixels of the image
for box, score, label in zip(boxes, scores, labels):
    name = classes[label - 1]
    if label > 0 and score >= thresholds.get(name, 0.5):
        print(f"{name} {score:.3f} {box[0]:.1f} {box[1]:.1f} {box[2]:.1f} {box[3]:.1f}")
