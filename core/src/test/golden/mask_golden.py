"""Masks as pycocotools has them, and the labels made of them, computed here with numpy.

    python3 src/test/golden/mask_golden.py src/test/resources/golden/masks/masks.json
"""
import json
import math
import sys

import numpy as np
from pycocotools import mask as coco


def polygon(rng, h, w):
    n = int(rng.integers(3, 9))
    spread = rng.choice([1.0, 1.3])  # some leave the image
    xy = (rng.random((n, 2)) - 0.5) * spread + 0.5
    xy *= [w, h]
    kind = rng.integers(3)
    xy = np.round(xy, [0, 1, 4][kind])  # whole numbers, tenths, anything
    return xy.ravel().tolist()


def text(runs):
    return {"size": runs["size"], "counts": runs["counts"].decode()}


def polygon_cases(rng):
    cases = []
    for _ in range(150):
        h, w = (int(v) for v in rng.integers(1, 40, 2))
        rings = [polygon(rng, h, w) for _ in range(int(rng.integers(1, 4)))]
        runs = coco.merge([coco.frPyObjects([r], h, w)[0] for r in rings])
        cases.append({"width": w, "height": h, "polygons": rings, "counts": text(runs)["counts"]})
    return cases


def run_cases(rng):
    cases = []
    for _ in range(40):
        h, w = (int(v) for v in rng.integers(1, 60, 2))
        pixels = np.asfortranarray(rng.random((h, w)) < rng.choice([0.02, 0.5, 0.95])).astype(np.uint8, order="F")
        runs = text(coco.encode(pixels))
        rows = ["".join(map(str, row)) for row in pixels.tolist()]
        cases.append({"rows": rows, "counts": runs["counts"], "area": int(pixels.sum())})
    return cases


def inside(window, h, w):
    """How much of each pixel a window covers."""
    x1, y1, x2, y2 = window
    px = np.clip(np.minimum(np.arange(w) + 1, x2) - np.maximum(np.arange(w), x1), 0, 1)
    py = np.clip(np.minimum(np.arange(h) + 1, y2) - np.maximum(np.arange(h), y1), 0, 1)
    return py[:, None] * px[None, :]


def soft_label(window, masks, labels, classes):
    h, w = masks[0].shape
    share = inside(window, h, w)
    any_ = np.zeros((h, w), bool)
    parts = np.zeros(classes + 1)
    for k in range(1, classes + 1):
        union = np.zeros((h, w), bool)
        for m, label in zip(masks, labels):
            if label == k:
                union |= m > 0
        parts[k] = math.sqrt((share * union).sum())
        any_ |= union
    parts[0] = math.sqrt((share * ~any_).sum())
    return (parts / parts.sum()).tolist()


def foreground(masks):
    size = 64
    h, w = masks[0].shape
    covered = np.zeros((size, size), bool)
    weight = np.full((size, size), 1.0 / size**2)
    for m in masks:
        cells = np.zeros((size, size), bool)
        for y, x in zip(*np.nonzero(m)):
            top, bottom = math.floor(y / h * size), min(size - 1, math.floor((y + 1) / h * size + 0.99))
            left, right = math.floor(x / w * size), min(size - 1, math.floor((x + 1) / w * size + 0.99))
            cells[top : bottom + 1, left : right + 1] = True
        covered |= cells
        weight[cells] = np.maximum(weight[cells], 1.0 / cells.sum())
    weight /= weight.mean()
    return covered, weight


def label_cases(rng):
    cases = []
    while len(cases) < 20:
        h, w = (int(v) for v in rng.integers(40, 160, 2))
        objects, masks, labels = [], [], []
        for _ in range(int(rng.integers(1, 5))):
            label = int(rng.integers(1, 4))
            if rng.random() < 0.5:
                rings = [polygon(rng, h, w)]
                pixels = coco.decode(coco.merge(coco.frPyObjects(rings, h, w)))
                said = rings
            else:
                y, x = np.mgrid[:h, :w]
                cy, cx, r = rng.random() * h, rng.random() * w, rng.random() * 30 + 4
                ring = np.hypot(y - cy, x - cx)
                pixels = np.asfortranarray((ring < r) & (ring > r / 2)).astype(np.uint8, order="F")
                said = text(coco.encode(pixels))
            if pixels.sum() > 0:
                objects.append({"label": label, "segmentation": said})
                masks.append(pixels)
                labels.append(label)
        if not masks:
            continue
        windows = []
        for _ in range(6):
            xs, ys = np.sort(rng.random(2) * w), np.sort(rng.random(2) * h)
            windows.append([round(float(v), 3) for v in (xs[0], ys[0], xs[1] + 1, ys[1] + 1)])
        clipped = [[min(v, [w, h, w, h][i]) for i, v in enumerate(win)] for win in windows]
        covered, weight = foreground(masks)
        cases.append({
            "width": w, "height": h, "objects": objects, "windows": windows,
            "soft": [soft_label(win, masks, labels, 3) for win in clipped],
            "mask": ["".join("1" if c else "0" for c in row) for row in covered.tolist()],
            "weight": weight.ravel()[::41].tolist(),
        })
    return cases


if __name__ == "__main__":
    rng = np.random.default_rng(15)
    cases = {"polygons": polygon_cases(rng), "runs": run_cases(rng), "labels": label_cases(rng)}
    with open(sys.argv[1], "w") as out:
        json.dump(cases, out)
