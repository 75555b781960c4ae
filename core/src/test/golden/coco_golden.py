#!/usr/bin/env python3
"""Makes the golden inputs of CocoGoldenTest and asks pycocotools for their figures.

    python3 src/test/golden/coco_golden.py src/test/resources/golden/coco [COCO_PEOPLE_FOLDER]

needs numpy and an installed pycocotools. Made inputs are written as NAME/truth.json, NAME/detections.json and
NAME/expected.json; of the real ones (where the folder is given) the expected figures only, since the Java test draws the
same detections by the same generator (PerturbedTruth.java).
"""
import copy
import json
import os
import random
import sys

import numpy as np
import pycocotools
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

OTHER_THRESHOLDS = [0.1, 0.3, 0.65, 0.9, 0.99, 1.0]


class Scene:
    """A truth and detections in the making."""

    def __init__(self, seed, images, categories):
        self.random = random.Random(seed)
        self.truth = {
            "images": [{"id": i, "file_name": f"{i}.jpg", "width": 640, "height": 480} for i in images],
            "categories": [{"id": c, "name": f"class{c}"} for c in categories],
            "annotations": [],
        }
        self.detections = []

    def object(self, image, category, box, crowd=0, area=None):
        self.truth["annotations"].append(
            {"id": len(self.truth["annotations"]) + 1, "image_id": image, "category_id": category, "bbox": list(box),
             "area": box[2] * box[3] if area is None else area, "iscrowd": crowd})

    def found(self, image, category, box, score):
        self.detections.append({"image_id": image, "category_id": category, "bbox": list(box), "score": score})

    def box(self, least=6, most=200, decimals=2):
        r = self.random
        w, h = r.uniform(least, most), r.uniform(least, most)
        return [round(v, decimals) for v in (r.uniform(0, 640 - w), r.uniform(0, 480 - h), w, h)]

    def near(self, box, spread, decimals=2):
        r = self.random
        x, y, w, h = box
        return [round(x + r.gauss(0, spread) * w, decimals), round(y + r.gauss(0, spread) * h, decimals),
                round(max(0.5, w * (1 + r.gauss(0, spread))), decimals), round(max(0.5, h * (1 + r.gauss(0, spread))), decimals)]

    def populate(self, images, categories, objects=6, crowds=0.0, decimals=2, scores=4, spread=0.12, noise=5):
        """Objects everywhere, most of them found once or twice, some found as another class, and detections of nothing."""
        r = self.random
        for image in images:
            for _ in range(r.randint(0, objects)):
                category, box = r.choice(categories), self.box(decimals=decimals)
                crowd = int(r.random() < crowds)
                self.object(image, category, box, crowd, round(box[2] * box[3] * r.uniform(.5, 1), 2))
                for _ in range(r.choice([0, 1, 1, 1, 2]) + 4 * crowd):
                    said = category if r.random() < .85 else r.choice(categories)
                    self.found(image, said, self.near(box, spread, decimals), round(r.random() ** .7, scores))
            for _ in range(r.randint(0, noise)):
                self.found(image, r.choice(categories), self.box(decimals=decimals), round(r.random() ** 2, scores))
        r.shuffle(self.detections)


def plain():
    s = Scene(1, range(1, 41), [1, 2, 3, 4])
    s.populate(range(1, 41), [1, 2, 3, 4])
    return s


def crowds():
    s = Scene(2, range(1, 31), [1, 2, 3])
    s.populate(range(1, 31), [1, 2, 3], crowds=.35)
    return s


def ties():
    s = Scene(3, range(1, 41), [1, 2])
    s.populate(range(1, 41), [1, 2], decimals=0, scores=1, noise=12)
    for image in range(1, 41, 2):  # twins: one truth twice, one detection twice
        box = s.box(decimals=0)
        for score in (.5, .5, .5):
            s.found(image, 1, box, score)
        s.object(image, 1, box)
        s.object(image, 1, box)
    return s


def many_detections():
    s = Scene(4, [7, 3, 5], [1, 2])
    for image in (7, 3, 5):
        for _ in range(60):
            box = s.box(10, 60)
            s.object(image, 1, box)
            for _ in range(4):
                s.found(image, 1, s.near(box, .1), round(s.random.random(), 2))
    s.object(3, 2, s.box())
    return s


def gaps():
    """Ids in no order, classes without truth, images without truth or without detections."""
    ids = [900, 12, 305, 44, 1000000007, 3, 77, 100]
    s = Scene(5, ids, [90, 17, 5, 61, 33])
    s.populate(ids[:5], [90, 17, 5], objects=8)
    for image in ids[3:7]:
        for _ in range(5):
            s.found(image, s.random.choice([90, 61, 5]), s.box(), round(s.random.random(), 3))
    return s


def exact_overlaps():
    """Overlaps that equal a threshold, areas that equal 32 x 32 and 96 x 96, coordinates with decimals."""
    s = Scene(6, range(1, 301), [1, 2, 3])
    image = 0
    for category, scale, at in ((1, 1, 0), (1, .1, 30.1), (1, .1, 300.7), (2, .32, 17.03), (2, .01, 99.99), (2, .96, 5.55), (3, .07, 401.13)):
        for percent in (50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 40, 89):
            image += 1
            whole = [round(v, 2) for v in (at, at, 100 * scale, 100 * scale)]
            part = [round(v, 4) for v in (at, at, percent * scale, 100 * scale)]
            s.object(image, category, whole)
            s.found(image, category, part, round(1 - image / 300, 4))
    for percent in (50, 55, 60, 65, 70, 75, 80, 85, 90, 95) * 10:  # x + width - x is not width in floating point
        image += 1
        x, y, w, h = [round(s.random.uniform(5, 500), 2) for _ in range(2)] + [20 * s.random.randint(1, 5), round(s.random.uniform(5, 99), 2)]
        s.object(image, 1 + image % 2, [x, y, w, h])
        s.found(image, 1 + image % 2, [x, y, round(w * percent / 100, 2), h], round(1 - image / 300, 4))
    for side in (32, 96):
        for d in (-.01, 0, .01):
            image += 1
            s.object(image, 3, [10, 10, side, side + d])
            s.found(image, 3, [10, 10, side + d, side], .4)
            s.found(image, 3, [200, 10, side, side + d], .3)
    return s


def without_area():
    s = Scene(7, range(1, 13), [1, 2])
    s.populate(range(1, 13), [1, 2], objects=3)
    for image in range(1, 13, 3):
        s.object(image, 1, [50, 60, 0, 30], area=0)
        s.object(image, 2, [50, 60, 20, 0], crowd=image % 2, area=0)
        s.found(image, 1, [50, 60, 0, 30], .9)
        s.found(image, 2, [50, 60, 20, 0], .8)
        s.found(image, 2, [0, 0, 0, 0], .95)
    return s


def nothing_found():
    s = Scene(8, range(1, 6), [1, 2])
    s.object(1, 1, [10, 10, 50, 50])
    s.object(2, 1, [10, 10, 20, 20])
    s.found(3, 2, [10, 10, 20, 20], .7)
    return s


def numbered_from_zero():
    """The tool takes a match with the annotation of id 0 for none."""
    s = Scene(9, range(1, 4), [1])
    for image in range(1, 4):
        for box in ([10, 10, 20, 20], [50, 50, 60, 60]):
            s.object(image, 1, box)
            s.found(image, 1, box, .9)
    for annotation in s.truth["annotations"]:
        annotation["id"] -= 1
    return s


class Lcg:
    """The generator that PerturbedTruth.java repeats: 31 bits, the same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state / 2147483648.0


def perturbed(truth, seed):
    r, found = Lcg(seed), []
    categories = [c["id"] for c in truth["categories"]]

    def say(image, category, x, y, w, h):
        found.append({"image_id": image, "category_id": category, "bbox": [x, y, w, h], "score": int(r.next() * 200) / 200.0})

    order = {image["id"]: i for i, image in enumerate(truth["images"])}
    for a in sorted(truth["annotations"], key=lambda a: order[a["image_id"]]):
        x, y, w, h = a["bbox"]
        times = int(r.next() * 3)
        for _ in range(times):
            category = a["category_id"] if r.next() < 0.85 else categories[int(r.next() * len(categories))]
            say(a["image_id"], category, x + (r.next() - 0.5) * 0.4 * w, y + (r.next() - 0.5) * 0.4 * h,
                w * (0.8 + 0.4 * r.next()), h * (0.8 + 0.4 * r.next()))
        if r.next() < 0.4:
            say(a["image_id"], categories[int(r.next() * len(categories))],
                300.0 * r.next(), 300.0 * r.next(), 5.0 + 150.0 * r.next(), 5.0 + 150.0 * r.next())
    return found


def figures(truth, detections):
    coco = COCO()
    coco.dataset = copy.deepcopy(truth)
    coco.createIndex()
    results = coco.loadRes(copy.deepcopy(detections))
    e = COCOeval(coco, results, "bbox")
    e.evaluate()
    e.accumulate()
    e.summarize()
    names = ["AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"]
    expected = dict(zip(names, map(float, e.stats)))
    precision = e.eval["precision"][:, :, :, 0, 2]
    known = {c["id"]: c["name"] for c in truth["categories"]}
    expected["perClass"] = {
        known[c]: {"AP": float(precision[:, :, k].mean()), "AP50": float(precision[0, :, k].mean())}
        for k, c in enumerate(e.params.catIds)}
    e = COCOeval(coco, results, "bbox")
    e.params.iouThrs = np.array(OTHER_THRESHOLDS)
    e.evaluate()
    e.accumulate()
    precision = e.eval["precision"][:, :, :, 0, 2]
    expected["at"] = {str(t): float(precision[i][precision[i] > -1].mean()) for i, t in enumerate(OTHER_THRESHOLDS)}
    return expected


def write(path, document):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        json.dump(document, f, separators=(",", ":"))
        f.write("\n")


def main(out, people=None):
    print("numpy", np.__version__, "pycocotools", getattr(pycocotools, "__version__", "2.x"))
    for make in (plain, crowds, ties, many_detections, gaps, exact_overlaps, without_area, nothing_found, numbered_from_zero):
        scene = make()
        folder = os.path.join(out, make.__name__)
        write(os.path.join(folder, "truth.json"), scene.truth)
        write(os.path.join(folder, "detections.json"), scene.detections)
        write(os.path.join(folder, "expected.json"), figures(scene.truth, scene.detections))
    for name in ("test", "voc20-test") if people else ():
        with open(os.path.join(people, name + ".json")) as f:
            truth = json.load(f)
        write(os.path.join(out, "coco-people-" + name, "expected.json"), figures(truth, perturbed(truth, 2020)))


if __name__ == "__main__":
    main(*sys.argv[1:])
