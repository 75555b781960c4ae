#!/usr/bin/env python3
"""Asks TIDE's own tool for the errors of the golden COCO inputs; ErrorAnalysisTest compares with its answers.

    PYTHONPATH=TIDE_CHECKOUT python3 src/test/golden/tide_golden.py src/test/resources/golden/coco [COCO_PEOPLE_FOLDER]

needs numpy, pycocotools and the package tidecv. Writes NAME/tide.json beside each input.
"""
import json
import os
import sys
import types

# The tool's pictures are not asked for, nor what draws them.
for name in ("cv2", "matplotlib", "matplotlib.pyplot", "tidecv.plotting", "tidecv.datasets"):
    sys.modules.setdefault(name, types.ModuleType(name))
sys.modules["cv2"].FONT_HERSHEY_SIMPLEX = sys.modules["cv2"].LINE_AA = 0
sys.modules["tidecv.plotting"].Plotter = object

from coco_golden import perturbed
from tidecv import TIDE
from tidecv.data import Data

KINDS = {"Cls": "CLASS", "Loc": "LOCALISATION", "Both": "BOTH", "Dupe": "DUPLICATE", "Bkg": "BACKGROUND", "Miss": "MISSED"}


def analyse(truth, detections):
    gt, found = Data("truth"), Data("detections")
    for image in sorted(truth["images"], key=lambda i: i["id"]):
        gt.add_image(image["id"], str(image["id"]))
    for a in truth["annotations"]:
        add = gt.add_ignore_region if a.get("iscrowd") else gt.add_ground_truth
        add(a["image_id"], a["category_id"], a["bbox"])
    for d in detections:
        found.add_detection(d["image_id"], d["category_id"], d["score"], d["bbox"])
    tide = TIDE()
    run = tide.evaluate(gt, found, mode=TIDE.BOX)
    special = tide.get_special_errors()["detections"]
    return {
        "ap": run.ap / 100,
        "cost": {KINDS[k]: v / 100 for k, v in tide.get_main_errors()["detections"].items()},
        "count": {KINDS[e.short_name]: n for e, n in run.count_errors().items()},
        "falsePositiveCost": special["FalsePos"] / 100,
        "falseNegativeCost": special["FalseNeg"] / 100,
    }


def main(golden, people=None):
    for name in sorted(os.listdir(golden)):
        folder = os.path.join(golden, name)
        if name.startswith("coco-people-"):
            if not people:
                continue
            truth = json.load(open(os.path.join(people, name[len("coco-people-"):] + ".json")))
            detections = perturbed(truth, 2020)
        else:
            truth, detections = (json.load(open(os.path.join(folder, n + ".json"))) for n in ("truth", "detections"))
        with open(os.path.join(folder, "tide.json"), "w") as f:
            json.dump(analyse(truth, detections), f)
            f.write("\n")
        print(name, open(os.path.join(folder, "tide.json")).read())


if __name__ == "__main__":
    main(*sys.argv[1:])
