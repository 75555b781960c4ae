"""Makes the golden file of PublicDetectorParityTest: a Faster R-CNN ResNet-50 of TensorFlow 1's model zoo, computed with numpy
as TensorFlow's graph says: slim's resnet_v1 (stride in the last unit of a block), SAME pooling, anchors' outputs as they lie,
crop_and_resize. Weights come from a formula over the variable's name, which the Java test repeats.

usage: python3 zoo.py ../resources/dev/rebox/model/zoo.json    (needs numpy)
"""
import json
import sys
from pathlib import Path

import numpy as np

CLASSES = 90
ANCHORS = 12
BLOCKS = {1: (3, 64, 2), 2: (4, 128, 2), 3: (6, 256, 1)}
BOX = (0.125, 0.25, 0.875, 0.75)  # y1 x1 y2 x2 of the image's sides
variables = {}


def numbers(name, count):
    """As in backbones.py: SplitMix64 from a seed that is the FNV-1a hash of the name."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    with np.errstate(over='ignore'):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(np.float64) / 2**23 - 1).astype(np.float32)


def variable(name, *shape):
    values = numbers(name, int(np.prod(shape))).reshape(shape)
    variables[name] = shape
    if len(shape) > 1:
        values = values * np.float32(np.sqrt(3.0 / np.prod(shape[:-1])))
    elif name.endswith('moving_variance'):
        values = values * np.float32(0.45) + np.float32(0.55)
    elif name.endswith('gamma'):
        values = values * np.float32(0.25) + np.float32(0.25 if 'conv3' in name else 1)
    else:
        values = values * np.float32(0.5)
    if '_50/conv1/BatchNorm/gamma' in name:
        values = values * np.float32(0.015625)  # the image is up to 255
    if name == 'Conv/weights':
        values = values * np.float32(0.0625)  # below 6, where the graph cuts and this library does not
    return values.astype(np.float64)


def convolve(x, kernel, stride, before, after):
    """x [H, W, in], kernel [kh, kw, in, out]"""
    x = np.pad(x, ((before, after), (before, after), (0, 0)))
    kh, kw = kernel.shape[:2]
    rows = (x.shape[0] - kh) // stride + 1
    columns = (x.shape[1] - kw) // stride + 1
    out = np.zeros((rows, columns, kernel.shape[3]))
    for i in range(kh):
        for j in range(kw):
            part = x[i:i + stride * (rows - 1) + 1:stride, j:j + stride * (columns - 1) + 1:stride]
            out += part @ kernel[i, j]
    return out


def normalised(x, scope):
    n = x.shape[-1]
    gamma, beta, mean, variance = [variable(f'{scope}/BatchNorm/{part}', n)
                                   for part in ('gamma', 'beta', 'moving_mean', 'moving_variance')]
    return (x - mean) / np.sqrt(variance + 1e-5) * gamma + beta


def conv(x, scope, size, out, stride=1):
    kernel = variable(f'{scope}/weights', size, size, x.shape[-1], out)
    return normalised(convolve(x, kernel, stride, (size - 1) // 2, size // 2), scope)


def relu(x):
    return np.maximum(x, 0)


def max_pool(x, size, stride):
    """SAME, which pads even sides behind the last row only"""
    rows, columns = [-(-n // stride) for n in x.shape[:2]]
    pads = [max((n_out - 1) * stride + size - n, 0) for n_out, n in zip((rows, columns), x.shape[:2])]
    x = np.pad(x, [(p // 2, p - p // 2) for p in pads] + [(0, 0)], constant_values=-np.inf)
    parts = [x[i:i + stride * (rows - 1) + 1:stride, j:j + stride * (columns - 1) + 1:stride]
             for i in range(size) for j in range(size)]
    return np.max(parts, axis=0)


def unit(x, scope, base, stride):
    out = 4 * base
    if x.shape[-1] == out:
        shortcut = x[::stride, ::stride]
    else:
        shortcut = conv(x, f'{scope}/shortcut', 1, out, stride)
    y = relu(conv(x, f'{scope}/conv1', 1, base))
    y = relu(conv(y, f'{scope}/conv2', 3, base, stride))
    return relu(shortcut + conv(y, f'{scope}/conv3', 1, out))


def block(x, scope, units, base, stride):
    for i in range(1, units + 1):
        x = unit(x, f'{scope}/unit_{i}/bottleneck_v1', base, stride if i == units else 1)
    return x


def crop_and_resize(x, box, size):
    ys = box[0] * (x.shape[0] - 1) + np.arange(size) * (box[2] - box[0]) * (x.shape[0] - 1) / (size - 1)
    xs = box[1] * (x.shape[1] - 1) + np.arange(size) * (box[3] - box[1]) * (x.shape[1] - 1) / (size - 1)
    crop = np.zeros((size, size, x.shape[2]))
    for i, y in enumerate(ys):
        for j, at in enumerate(xs):
            top, left = int(np.floor(y)), int(np.floor(at))
            below, right = int(np.ceil(y)), int(np.ceil(at))
            dy, dx = y - top, at - left
            crop[i, j] = ((x[top, left] * (1 - dx) + x[top, right] * dx) * (1 - dy)
                          + (x[below, left] * (1 - dx) + x[below, right] * dx) * dy)
    return crop


def biased(x, scope, size, out):
    kernel = variable(f'{scope}/weights', size, size, x.shape[-1], out)
    return convolve(x, kernel, 1, (size - 1) // 2, size // 2) + variable(f'{scope}/biases', out)


def dense(x, scope, out):
    return x @ variable(f'{scope}/weights', len(x), out) + variable(f'{scope}/biases', out)


def main(target):
    image = np.floor((numbers('image', 64 * 64 * 3).astype(np.float64) + 1) * 128).reshape(64, 64, 3)
    first = 'FirstStageFeatureExtractor/resnet_v1_50'
    x = image - np.array([123.68, 116.78, 103.94])
    x = max_pool(relu(conv(x, f'{first}/conv1', 7, 64, 2)), 3, 2)
    for number, (units, base, stride) in BLOCKS.items():
        x = block(x, f'{first}/block{number}', units, base, stride)
    hidden = relu(biased(x, 'Conv', 3, 512))
    print('features', x.shape, x.std(), 'largest of the proposal network', hidden.max(), file=sys.stderr)
    hidden = np.minimum(hidden, 6)
    objectness = biased(hidden, 'FirstStageBoxPredictor/ClassPredictor', 1, 2 * ANCHORS)
    offsets = biased(hidden, 'FirstStageBoxPredictor/BoxEncodingPredictor', 1, 4 * ANCHORS)
    crop = max_pool(crop_and_resize(x, BOX, 14), 2, 2)
    pooled = block(crop, 'SecondStageFeatureExtractor/resnet_v1_50/block4', 3, 512, 1).mean(axis=(0, 1))
    logits = dense(pooled, 'SecondStageBoxPredictor/ClassPredictor', CLASSES + 1)
    boxes = dense(pooled, 'SecondStageBoxPredictor/BoxEncodingPredictor', 4 * CLASSES)
    rounded = {name: [round(float(v), 5) for v in np.ravel(values)] for name, values in (
        ('features', x[1, 2, ::16]), ('objectness', objectness[1, 2]), ('offsets', offsets[1, 2]), ('logits', logits),
        ('boxes', boxes[:40]))}
    rounded['variables'] = {name: list(shape) for name, shape in variables.items()}
    Path(target).write_text(json.dumps(rounded) + '\n')


if __name__ == '__main__':
    main(sys.argv[1])
