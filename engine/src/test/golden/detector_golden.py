"""Makes golden/detector/torch.json: what torch and torchvision compute where they define a thing as Rebox does.

Box coding: torchvision's BoxCoder with the weights (10, 10, 5, 5) writes (tx, ty, tw, th), Rebox (ty, tx, th, tw).
Anchors: torchvision rounds them to whole pixels and centres them on the cell's corner; the sizes and ratios here need no
rounding, and half a cell is added. Matching: one box an area, since at ties the two may choose differently.
Optimisers: torch.optim on two parameters of three numbers, each with a weight decay of its own.

usage: python3 detector_golden.py ../resources/golden/detector/torch.json    (needs torch and torchvision)
"""
import json
import sys

import torch
import torchvision
from torchvision.models.detection import _utils as detection
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.image_list import ImageList

WEIGHTS = (10.0, 10.0, 5.0, 5.0)


def boxes(count, size, generator):
    corner = torch.rand(count, 2, generator=generator) * size * 0.7
    side = torch.rand(count, 2, generator=generator) * size * 0.29 + size * 0.01
    return torch.cat([corner, corner + side], 1).round(decimals=2)


def swapped(offsets):
    return offsets[:, [1, 0, 3, 2]]


def flat(values):
    return [round(v, 6) for v in values.reshape(-1).tolist()]


def coding(generator):
    anchors, truth = boxes(6, 300, generator), boxes(6, 300, generator)
    offsets = torch.randn(6, 4, generator=generator).round(decimals=3) * 3
    coder = detection.BoxCoder(WEIGHTS)
    decoded = coder.decode_single(offsets, anchors)
    clipped = torchvision.ops.clip_boxes_to_image(decoded, (300, 300))
    return {'anchors': flat(anchors), 'boxes': flat(truth), 'encoded': flat(swapped(coder.encode_single(truth, anchors))),
            'offsets': flat(swapped(offsets)), 'decoded': flat(clipped)}


def suppression(generator):
    candidates = torch.cat([boxes(30, 100, generator), boxes(30, 100, generator) + 5])
    scores = torch.rand(60, generator=generator).round(decimals=4)
    kept = {t: torchvision.ops.nms(candidates, scores, float(t)).tolist() for t in ('0.3', '0.5', '0.7')}
    return {'boxes': flat(candidates), 'scores': flat(scores), 'kept': kept}


def anchors():
    generator = AnchorGenerator(sizes=((32, 64),), aspect_ratios=((0.25, 1.0, 4.0),))
    images = ImageList(torch.zeros(1, 3, 32, 48), [(32, 48)])
    made = generator(images, [torch.zeros(1, 8, 2, 3)])[0] + 8
    # torchvision goes through the ratios outside and the sizes inside, Rebox the other way
    made = made.reshape(6, 3, 2, 4).transpose(1, 2)
    return {'base': 64, 'scales': [0.5, 1.0], 'ratios': [0.25, 1.0, 4.0], 'rows': 2, 'columns': 3, 'boxes': flat(made)}


def matching(generator):
    truth = torch.tensor([[10.0, 12, 60, 70], [110, 20, 180, 60], [30, 120, 70, 190], [125, 125, 131, 131]])
    shift = torch.randn(40, 4, generator=generator) * 8
    candidates = (truth.repeat(10, 1) + shift).round(decimals=2)
    candidates[:, 2:] = torch.maximum(candidates[:, 2:], candidates[:, :2] + 1)
    quality = torchvision.ops.box_iou(truth, candidates)
    anchor = detection.Matcher(0.7, 0.3, allow_low_quality_matches=True)(quality.clone())
    region = detection.Matcher(0.5, 0.5, allow_low_quality_matches=False)(quality.clone())
    return {'candidates': flat(candidates), 'boxes': flat(truth), 'anchors': anchor.tolist(), 'regions': region.tolist()}


def smooth_l1(generator):
    a, b = torch.randn(5, 4, generator=generator) * 2, torch.randn(5, 4, generator=generator)
    a.requires_grad_(True)
    loss = torch.nn.functional.smooth_l1_loss(a, b, reduction='sum')
    loss.backward()
    return {'a': flat(a.detach()), 'b': flat(b), 'sum': loss.item(), 'gradient': flat(a.grad)}


def optimiser(make, generator):
    detector = torch.randn(3, generator=generator).round(decimals=3).requires_grad_(True)
    auxiliary = torch.randn(3, generator=generator).round(decimals=3).requires_grad_(True)
    start = flat(detector.detach()) + flat(auxiliary.detach())
    optimiser = make([{'params': [detector], 'weight_decay': 0.1}, {'params': [auxiliary], 'weight_decay': 0.5}])
    gradients, values = [], []
    for rate in (0.1, 0.1, 0.05, 0.01):
        for group in optimiser.param_groups:
            group['lr'] = rate
        detector.grad = torch.randn(3, generator=generator).round(decimals=3)
        auxiliary.grad = torch.randn(3, generator=generator).round(decimals=3)
        optimiser.step()
        gradients.append(flat(detector.grad) + flat(auxiliary.grad))
        values.append(flat(detector.detach()) + flat(auxiliary.detach()))
    return {'start': start, 'rates': [0.1, 0.1, 0.05, 0.01], 'gradients': gradients, 'values': values}


def main(path):
    generator = torch.Generator().manual_seed(20)
    golden = {
        'versions': {'torch': torch.__version__, 'torchvision': torchvision.__version__},
        'coding': coding(generator),
        'suppression': suppression(generator),
        'anchors': anchors(),
        'matching': matching(generator),
        'smoothL1': smooth_l1(generator),
        'sgd': optimiser(lambda groups: torch.optim.SGD(groups, lr=0.1, momentum=0.9), generator),
        'adamw': optimiser(lambda groups: torch.optim.AdamW(groups, lr=0.1), generator),
    }
    with open(path, 'w') as file:
        json.dump(golden, file, separators=(',', ':'))
        file.write('\n')


if __name__ == '__main__':
    main(sys.argv[1])
