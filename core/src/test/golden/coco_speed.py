#!/usr/bin/env python3
"""COCO evaluation side by side: pycocotools (one thread) and Rebox on the same made input, in one run.

    mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
    python3 src/test/golden/coco_speed.py target/speed target/classpath

5,000 images, 80 classes, 36,000 boxes, 500,000 detections. Needs numpy and an installed pycocotools.
"""
import contextlib
import io
import json
import os
import random
import resource
import subprocess
import sys
import time

IMAGES, CLASSES, BOXES, DETECTIONS = 5000, 80, 36000, 500000


def make(folder):
    r = random.Random(0)
    images = [{"id": i, "file_name": f"{i}.jpg", "width": 640, "height": 480} for i in range(1, IMAGES + 1)]
    categories = [{"id": c, "name": f"class{c}"} for c in range(1, CLASSES + 1)]
    annotations, detections = [], []
    for i in range(BOXES):
        w, h = (round(5 + 300 * r.random() ** 2, 2) for _ in range(2))
        box = [round(r.random() * (640 - w), 2), round(r.random() * (480 - h), 2), w, h]
        image, category = r.randint(1, IMAGES), 1 + int(CLASSES * r.random() ** 2)
        annotations.append({"id": i + 1, "image_id": image, "category_id": category, "bbox": box,
                            "area": round(w * h * .7, 2), "iscrowd": int(r.random() < .01)})
    while len(detections) < DETECTIONS:
        a = r.choice(annotations)
        x, y, w, h = a["bbox"]
        near = r.random() < .5
        box = [x + r.gauss(0, .1) * w, y + r.gauss(0, .1) * h, w * r.uniform(.8, 1.2), h * r.uniform(.8, 1.2)] if near else \
              [r.random() * 500, r.random() * 300, 5 + r.random() * 130, 5 + r.random() * 130]
        detections.append({"image_id": a["image_id"],
                           "category_id": a["category_id"] if r.random() < .7 else r.randint(1, CLASSES),
                           "bbox": [round(v, 2) for v in box], "score": round(r.random() ** (1 if near else 3), 5)})
    os.makedirs(folder, exist_ok=True)
    paths = os.path.join(folder, "truth.json"), os.path.join(folder, "detections.json")
    for path, document in zip(paths, ({"images": images, "categories": categories, "annotations": annotations}, detections)):
        with open(path, "w") as f:
            json.dump(document, f)
    return paths


def measure_pycocotools(truth, detections):
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
    with contextlib.redirect_stdout(io.StringIO()):
        start = time.perf_counter(), time.process_time()
        coco = COCO(truth)
        results = coco.loadRes(detections)
        read = time.perf_counter(), time.process_time()
        e = COCOeval(coco, results, "bbox")
        e.evaluate()
        e.accumulate()
        end = time.perf_counter(), time.process_time()
        e.summarize()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = [f"{b[0] - a[0]:.2f} s (processor {b[1] - a[1]:.2f} s)" for a, b in ((start, read), (read, end))]
    print(f"pycocotools: read {took[0]}, evaluate and accumulate {took[1]}, peak {peak:.0f} MB, AP {e.stats[0]:.12f}")


def main(folder, classpath):
    if os.environ.get("COCO_SPEED_PART") == "pycocotools":
        measure_pycocotools(*(os.path.join(folder, n) for n in ("truth.json", "detections.json")))
        return
    truth, detections = make(folder)
    one_thread = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", COCO_SPEED_PART="pycocotools")
    subprocess.run([sys.executable, __file__, folder, classpath], env=one_thread, check=True)
    with open(classpath) as f:
        jars = "target/classes:target/test-classes:" + f.read().strip()
    subprocess.run(["java", "-Xmx1g", "-XX:+UseSerialGC", "-cp", jars, "dev.rebox.evaluate.EvaluationSpeed", truth, detections], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
