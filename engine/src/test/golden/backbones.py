"""Makes the golden files of the backbone tests: outputs of networks that were written independently of Rebox.

ResNets are torchvision's own. MobileNet v1 and Inception-ResNet-v2, which torchvision does not have, are written here from
the papers with torch.nn. Weights and inputs come from a formula over the parameter's name, which the Java test repeats.

usage: python3 backbones.py ../resources/dev/rebox/backbone    (needs torch, torchvision, numpy)
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import torchvision
from torch import nn

SAMPLES = 200


def numbers(name, count):
    """count numbers in [-1, 1): SplitMix64 from a seed that is the FNV-1a hash of the name."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    with np.errstate(over='ignore'):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(np.float64) / 2**23 - 1).astype(np.float32)


def formula(name, shape):
    values = torch.from_numpy(numbers(name, int(np.prod(shape)))).reshape(shape)
    if len(shape) == 4:
        return values * float(np.float32(np.sqrt(3.0 / (shape[1] * shape[2] * shape[3]))))
    if name.endswith('running_var'):
        return values * 0.45 + 0.55
    if name.endswith('.weight'):
        return values * 0.25 + (0.25 if name.endswith('bn3.weight') else 1.0)
    return values * 0.5


def fill(net):
    state = {}
    for name, old in net.state_dict().items():
        state[name] = old if name.endswith('num_batches_tracked') else formula(name, tuple(old.shape))
    net.load_state_dict(state)
    return net.eval()


def tensor(name, *shape):
    return torch.from_numpy(numbers(name, int(np.prod(shape)))).reshape(shape)


def described(x):
    flat = x.reshape(-1)
    at = torch.arange(SAMPLES) * (flat.numel() // SAMPLES)
    return {'shape': list(x.shape), 'mean': x.double().mean().item(), 'std': x.double().std().item(),
            'samples': [float(f'{v:.7g}') for v in flat[at].tolist()]}


# ---- ResNet: torchvision's

def resnet(depth, eps, stride_in, **options):
    norm = lambda channels: nn.BatchNorm2d(channels, eps=eps)
    net = getattr(torchvision.models, f'resnet{depth}')(norm_layer=norm, **options)
    for layer in (net.layer2, net.layer3, net.layer4):
        if stride_in == 'conv1':
            layer[0].conv1.stride, layer[0].conv2.stride = layer[0].conv2.stride, layer[0].conv1.stride
    return fill(net)


def resnet_features(net, x):
    x = net.maxpool(net.relu(net.bn1(net.conv1(x))))
    return net.layer3(net.layer2(net.layer1(x)))


def resnet_case(depth, eps=1e-5, stride_in='conv2'):
    net = resnet(depth, eps, stride_in)
    x = resnet_features(net, tensor('images', 2, 3, 96, 128))
    out = {'features': described(x), 'classifier': described(net.layer4(x))}
    if depth >= 50:
        dilated = resnet(depth, eps, stride_in, replace_stride_with_dilation=[False, False, True])
        out['map'] = described(dilated.layer4(x))
    for module in (net.layer4[0], ):
        for conv in (module.conv1, module.conv2, module.downsample[0]):
            conv.stride = (1, 1)
    out['crops'] = described(net.layer4(tensor('crops', 3, x.shape[1], 7, 7)))
    return out


# ---- MobileNet v1 (Howard et al. 2017, table 1)

class SamePad(nn.Module):
    """TensorFlow's SAME, the odd zero after."""

    def __init__(self, kernel, stride, fill=0.0):
        super().__init__()
        self.kernel, self.stride, self.fill = kernel, stride, fill

    def forward(self, x):
        pads = []
        for size in (x.shape[3], x.shape[2]):
            lack = max((-(-size // self.stride) - 1) * self.stride + self.kernel - size, 0)
            pads += [lack // 2, lack - lack // 2]
        return F.pad(x, pads, value=self.fill)


class Separable(nn.Module):
    def __init__(self, cin, cout, stride, same, eps, dilation=1):
        super().__init__()
        self.pad = SamePad(3, stride) if same and stride > 1 else nn.ZeroPad2d(dilation)
        self.conv_dw = nn.Conv2d(cin, cin, 3, stride, 0, dilation, groups=cin, bias=False)
        self.bn1 = nn.BatchNorm2d(cin, eps=eps)
        self.conv_pw = nn.Conv2d(cin, cout, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(cout, eps=eps)

    def forward(self, x):
        return F.relu6(self.bn2(self.conv_pw(F.relu6(self.bn1(self.conv_dw(self.pad(x)))))))


class MobileNet(nn.Module):
    PLAN = [[(64, 1)], [(128, 2), (128, 1)], [(256, 2), (256, 1)], [(512, 2)] + [(512, 1)] * 5, [(1024, 2), (1024, 1)]]

    def __init__(self, width, same, eps, whole_map=False):
        super().__init__()
        cin = int(32 * width)
        self.pad = SamePad(3, 2) if same else nn.ZeroPad2d(1)
        self.conv_stem = nn.Conv2d(3, cin, 3, 2, bias=False)
        self.bn1 = nn.BatchNorm2d(cin, eps=eps)
        stages = []
        for index, stage in enumerate(self.PLAN):
            blocks = []
            for position, (channels, stride) in enumerate(stage):
                cout, last = int(channels * width), whole_map and index == 4
                blocks.append(Separable(cin, cout, 1 if last else stride, same, eps, 2 if last and position else 1))
                cin = cout
            stages.append(nn.Sequential(*blocks))
        self.blocks = nn.Sequential(*stages)

    def features(self, x):
        return self.blocks[:4](F.relu6(self.bn1(self.conv_stem(self.pad(x)))))


def mobilenet_case(width, same, eps, height, wide):
    net = fill(MobileNet(width, same, eps))
    x = net.features(tensor('images', 2, 3, height, wide))
    return {'features': described(x), 'classifier': described(net.blocks[4](x)),
            'map': described(fill(MobileNet(width, same, eps, whole_map=True)).blocks[4](x)),
            'crops': described(net.blocks[4](tensor('crops', 3, x.shape[1], 7, 7)))}


# ---- Inception-ResNet-v2 (Szegedy et al. 2017), every unpadded border of the feature map padded like TensorFlow's SAME

class ConvBn(nn.Module):
    def __init__(self, cin, cout, kernel, stride=1, pad='same', dilation=1):
        super().__init__()
        kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
        inside = (0, 0)
        if pad == 'same' and stride == 1:
            inside = ((kh - 1) // 2 * dilation, (kw - 1) // 2 * dilation)
        self.pad = SamePad(kh, stride) if pad == 'same' and stride > 1 else nn.Identity()
        self.conv = nn.Conv2d(cin, cout, (kh, kw), stride, inside, dilation, bias=False)
        self.bn = nn.BatchNorm2d(cout, eps=1e-3)

    def forward(self, x):
        return F.relu(self.bn(self.conv(self.pad(x))))


class Pool(nn.Module):
    def __init__(self, stride, pad):
        super().__init__()
        self.pad = SamePad(3, stride, float('-inf')) if pad == 'same' else nn.Identity()
        self.stride = stride

    def forward(self, x):
        return F.max_pool2d(self.pad(x), 3, self.stride)


class Parallel(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        for index, branch in enumerate(branches):
            setattr(self, f'branch{index}', branch)
        self.count = len(branches)

    def forward(self, x):
        return torch.cat([getattr(self, f'branch{i}')(x) for i in range(self.count)], 1)


class Block(Parallel):
    def __init__(self, inner, channels, scale, relu, *branches):
        super().__init__(*branches)
        self.conv2d = nn.Conv2d(inner, channels, 1)
        self.scale, self.relu = scale, relu

    def forward(self, x):
        x = x + self.scale * self.conv2d(super().forward(x))
        return F.relu(x) if self.relu else x


def chain(*layers):
    return nn.Sequential(*layers)


def block35():
    return Block(128, 320, 0.17, True, ConvBn(320, 32, 1), chain(ConvBn(320, 32, 1), ConvBn(32, 32, 3)),
                 chain(ConvBn(320, 32, 1), ConvBn(32, 48, 3), ConvBn(48, 64, 3)))


def block17():
    return Block(384, 1088, 0.1, True, ConvBn(1088, 192, 1),
                 chain(ConvBn(1088, 128, 1), ConvBn(128, 160, (1, 7)), ConvBn(160, 192, (7, 1))))


def block8(scale, relu, d):
    return Block(448, 2080, scale, relu, ConvBn(2080, 192, 1),
                 chain(ConvBn(2080, 192, 1), ConvBn(192, 224, (1, 3), dilation=d), ConvBn(224, 256, (3, 1), dilation=d)))


class Inception(nn.Module):
    def __init__(self, whole_map=False):
        super().__init__()
        self.conv2d_1a = ConvBn(3, 32, 3, 2)
        self.conv2d_2a = ConvBn(32, 32, 3)
        self.conv2d_2b = ConvBn(32, 64, 3)
        self.maxpool_3a = Pool(2, 'same')
        self.conv2d_3b = ConvBn(64, 80, 1)
        self.conv2d_4a = ConvBn(80, 192, 3)
        self.maxpool_5a = Pool(2, 'same')
        self.mixed_5b = Parallel(
            ConvBn(192, 96, 1), chain(ConvBn(192, 48, 1), ConvBn(48, 64, 5)),
            chain(ConvBn(192, 64, 1), ConvBn(64, 96, 3), ConvBn(96, 96, 3)),
            chain(nn.AvgPool2d(3, 1, 1, count_include_pad=False), ConvBn(192, 64, 1)))
        self.repeat = chain(*[block35() for _ in range(10)])
        self.mixed_6a = Parallel(ConvBn(320, 384, 3, 2),
                                 chain(ConvBn(320, 256, 1), ConvBn(256, 256, 3), ConvBn(256, 384, 3, 2)), Pool(2, 'same'))
        self.repeat_1 = chain(*[block17() for _ in range(20)])
        s, p, d = (1, 'same', 2) if whole_map else (2, 'valid', 1)
        self.mixed_7a = Parallel(chain(ConvBn(1088, 256, 1), ConvBn(256, 384, 3, s, p)),
                                 chain(ConvBn(1088, 256, 1), ConvBn(256, 288, 3, s, p)),
                                 chain(ConvBn(1088, 256, 1), ConvBn(256, 288, 3), ConvBn(288, 320, 3, s, p)), Pool(s, p))
        self.repeat_2 = chain(*[block8(0.2, True, d) for _ in range(9)])
        self.block8 = block8(1.0, False, d)
        self.conv2d_7b = ConvBn(2080, 1536, 1)

    def features(self, x):
        for layer in (self.conv2d_1a, self.conv2d_2a, self.conv2d_2b, self.maxpool_3a, self.conv2d_3b, self.conv2d_4a,
                      self.maxpool_5a, self.mixed_5b, self.repeat, self.mixed_6a, self.repeat_1):
            x = layer(x)
        return x

    def trunk(self, x):
        return self.conv2d_7b(self.block8(self.repeat_2(self.mixed_7a(x))))


def inception_case():
    net = fill(Inception())
    x = net.features(tensor('images', 1, 3, 96, 128))
    return {'features': described(x), 'classifier': described(net.trunk(x)),
            'map': described(fill(Inception(whole_map=True)).trunk(x)),
            'crops': described(net.trunk(tensor('crops', 2, 1088, 7, 7)))}


CASES = {
    'resnet18': lambda: resnet_case(18),
    'resnet50': lambda: resnet_case(50),
    'resnet50-v1': lambda: resnet_case(50, 1e-3, 'conv1'),
    'resnet101': lambda: resnet_case(101),
    'mobilenet_v1-same': lambda: mobilenet_case(1.0, True, 1e-3, 96, 127),
    'mobilenet_v1-quarter': lambda: mobilenet_case(0.25, False, 1e-5, 97, 128),
    'inception_resnet_v2': inception_case,
}

if __name__ == '__main__':
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        for name, make in CASES.items():
            (folder / f'{name}.json').write_text(json.dumps(make(), indent=1) + '\n')
            print(name)
