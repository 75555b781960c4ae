#!/usr/bin/env python3
"""Makes small image files of many kinds and asks Pillow (libjpeg-turbo, libwebp, libtiff, zlib) for their pixels;
GoldenImagesTest compares with its answers.

    python3 src/test/golden/image_golden.py src/test/resources/golden/images/images.json

needs Pillow 12 and numpy. Writes one list: the file in base64, what it is, the size, and the pixels (red, green, blue, row by
row) packed by zlib, in base64. Pixels are as Rebox promises them: upright, what is transparent over white.
"""
import base64
import io
import json
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageOps

WIDTH, HEIGHT = 40, 24
cases = []


def scene(width=WIDTH, height=HEIGHT):
    """Smooth slopes, so that encoders lose little, with a red part above and a blue one at the left: no side is like another."""
    y, x = np.mgrid[0:height, 0:width]
    red = 40 + 180 * x / width
    green = 200 - 150 * y / height
    blue = 60 + 120 * (x + y) / (width + height)
    pixels = np.stack([red, green, blue], 2)
    pixels[:8, 16:] = (220, 30, 30)
    pixels[8:, :16] = (30, 40, 210)
    return Image.fromarray(pixels.round().astype(np.uint8))


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def over_white(image):
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, image).convert("RGB")
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")


def add(name, data, expected=None):
    image = expected
    if image is None:
        image = Image.open(io.BytesIO(data))
        image.load()
        image = over_white(ImageOps.exif_transpose(image))
    cases.append({
        "name": name,
        "file": base64.b64encode(data).decode(),
        "width": image.width,
        "height": image.height,
        "rgb": base64.b64encode(zlib.compress(image.convert("RGB").tobytes(), 9)).decode(),
    })


# --- JPEG: what the markers and component ids say of the colours

def segments(jpeg):
    """[(marker, payload)] up to the scan, and the rest from the scan's marker on."""
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        length = struct.unpack(">H", jpeg[at + 2:at + 4])[0]
        found.append((jpeg[at + 1], jpeg[at + 4:at + 2 + length]))
        at += 2 + length
    return found, jpeg[at:]


def joined(found, rest):
    body = b"".join(bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data for marker, data in found)
    return b"\xff\xd8" + body + rest


def remade(jpeg, ids=None, jfif=False, adobe=None, exif=None):
    """The same data with other component ids and other application markers."""
    found, rest = segments(jpeg)
    kept = []
    for marker, data in found:
        if 0xE0 <= marker <= 0xEF:
            continue
        if ids and 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            data = bytearray(data)
            for i, one in enumerate(ids):
                data[6 + 3 * i] = one
            data = bytes(data)
        kept.append((marker, data))
    if ids:
        rest = bytearray(rest)
        assert rest[4] == len(ids), "one scan for all components"
        for i, one in enumerate(ids):
            rest[5 + 2 * i] = one
        rest = bytes(rest)
    first = []
    if jfif:
        first.append((0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"))
    if exif is not None:
        first.append((0xE1, b"Exif\0\0" + exif))
    if adobe is not None:
        first.append((0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([adobe])))
    return joined(first + kept, rest)


def tiff_block(orientation, order=">"):
    mark = b"MM" if order == ">" else b"II"
    return mark + struct.pack(order + "HIHHHIHHI", 42, 8, 1, 274, 3, 1, orientation, 0, 0)


plain = saved(scene(), "JPEG", quality=92, subsampling=0)
rgb = saved(scene(), "JPEG", quality=92, keep_rgb=True)
for label, ids in (("123", (1, 2, 3)), ("012", (0, 1, 2)), ("rgb", (82, 71, 66)), ("YCC", (89, 67, 99)), ("bgr", (66, 71, 82)),
                   ("234", (2, 3, 4))):
    add("jpeg-no-marker-ids-" + label, remade(plain, ids))
    add("jpeg-jfif-ids-" + label, remade(plain, ids, jfif=True))
    add("jpeg-exif-ids-" + label, remade(plain, ids, exif=tiff_block(1)))
    for transform in (0, 1, 2):
        add("jpeg-adobe%d-ids-%s" % (transform, label), remade(plain, ids, adobe=transform))
add("jpeg-rgb-ids-rgb", remade(rgb, (82, 71, 66)))
add("jpeg-rgb-adobe0-ids-123", remade(rgb, (1, 2, 3), adobe=0))
add("jpeg-jfif-and-adobe0", remade(plain, (1, 2, 3), jfif=True, adobe=0))
for label, subsampling in (("422", 1), ("420", 2), ("411", "4:1:1")):
    jpeg = saved(scene(), "JPEG", quality=92, subsampling=subsampling)
    add("jpeg-" + label, jpeg)
    add("jpeg-%s-no-marker-ids-012" % label, remade(jpeg, (0, 1, 2)))
    add("jpeg-%s-progressive" % label, saved(scene(), "JPEG", quality=92, subsampling=subsampling, progressive=True))
add("jpeg-progressive-no-marker", remade(saved(scene(), "JPEG", quality=92, subsampling=0, progressive=True)))
add("jpeg-restart-markers", saved(scene(), "JPEG", quality=92, restart_marker_blocks=2))
# Pillow waits for the end marker, libjpeg itself only warns.
add("jpeg-without-end-marker", plain[:-2], Image.open(io.BytesIO(plain)))
add("jpeg-odd-size-420", saved(scene(37, 19), "JPEG", quality=92, subsampling=2))
add("jpeg-one-pixel", saved(scene(1, 1), "JPEG"))
add("jpeg-grey", saved(scene().convert("L"), "JPEG", quality=92))
add("jpeg-grey-progressive-no-marker", remade(saved(scene().convert("L"), "JPEG", quality=92, progressive=True)))
add("jpeg-fill-bytes", b"\xff\xd8\xff\xff" + plain[2:])
add("jpeg-broken-exif", remade(plain, exif=b"MM\0\x2a\xff\xff\xff\xff"))
add("jpeg-mpo", plain + plain)
add("jpeg-text-behind", plain + b"\0" * 100 + b"trailer")

# CMYK as Photoshop writes it (inverted, Adobe marker), without the marker (straight), and YCCK made of Y, Cb, Cr and K.
ink = Image.merge("CMYK", [Image.fromarray(np.asarray(scene())[:, :, i] // (i + 1)) for i in range(3)]
                  + [Image.fromarray(np.asarray(scene())[:, :, 1] // 3)])
cmyk = saved(ink, "JPEG", quality=92)
add("jpeg-cmyk-adobe0", cmyk)
add("jpeg-cmyk-no-marker", remade(cmyk))
add("jpeg-ycck-adobe2", remade(cmyk, adobe=2))
add("jpeg-cmyk-adobe1", remade(cmyk, adobe=1))

# --- orientation: one rule for all kinds

for orientation in range(1, 9):
    for order in "<>":
        block = tiff_block(orientation, order)
        end = "%d-%s" % (orientation, "little" if order == "<" else "big")
        if order == ">" or orientation == 6:
            add("exif-jpeg-" + end, remade(plain, jfif=True, exif=block))
            add("exif-webp-" + end, saved(scene(), "WEBP", lossless=True, exif=block))
            png = saved(scene(), "PNG")
            chunk = struct.pack(">I", len(block)) + b"eXIf" + block + struct.pack(">I", zlib.crc32(b"eXIf" + block))
            add("exif-png-" + end, png[:33] + chunk + png[33:])
            if orientation == 6:
                add("exif-png-behind-pixels-" + end, png[:-12] + chunk + png[-12:])
    add("exif-tiff-%d" % orientation, saved(scene(), "TIFF", tiffinfo={274: orientation}))

# --- colour profiles, which nobody applies who does not ask for it: this one swaps red and blue

def profile():
    def fixed(*values):
        return struct.pack(">%di" % len(values), *[round(v * 65536) for v in values])

    def xyz(*values):
        return b"XYZ \0\0\0\0" + fixed(*values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 0x0100) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 8) + b"swapped\0" + b"\0" * 78
    parts = [(b"desc", text), (b"cprt", b"text\0\0\0\0none\0\0\0\0"), (b"wtpt", xyz(0.9642, 1, 0.8249)),
             (b"rXYZ", xyz(0.1431, 0.0606, 0.7141)), (b"gXYZ", xyz(0.3851, 0.7169, 0.0971)),
             (b"bXYZ", xyz(0.4360, 0.2225, 0.0139)), (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    at = 128 + 4 + 12 * len(parts)
    table, body = struct.pack(">I", len(parts)), b""
    for name, data in parts:
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28 + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + table + body


icc = profile()
add("icc-jpeg", saved(scene(), "JPEG", quality=92, subsampling=0, icc_profile=icc))
add("icc-png", saved(scene(), "PNG", icc_profile=icc))
add("icc-webp", saved(scene(), "WEBP", lossless=True, icc_profile=icc))
add("icc-webp-exif-6", saved(scene(), "WEBP", lossless=True, icc_profile=icc, exif=tiff_block(6)))
add("icc-tiff", saved(scene(), "TIFF", icc_profile=icc))
add("icc-tiff-rgba", saved(scene().convert("RGBA"), "TIFF", icc_profile=icc))
for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
    add("icc-broken-" + kind.lower(), saved(scene(), kind, quality=100, lossless=True, subsampling=0, icc_profile=b"\0" * 200))

# --- PNG

grey = scene().convert("L")
add("png-rgb", saved(scene(), "PNG"))
add("png-grey", saved(grey, "PNG"))
add("png-palette", saved(scene().quantize(16), "PNG"))
add("png-palette-transparent", saved(scene().quantize(16), "PNG", transparency=3))
add("png-bilevel", saved(grey.convert("1"), "PNG"))
alpha = Image.fromarray(np.linspace(0, 255, WIDTH * HEIGHT).reshape(HEIGHT, WIDTH).astype(np.uint8))
add("png-grey-alpha", saved(Image.merge("LA", [grey, alpha]), "PNG"))
add("png-rgba", saved(Image.merge("RGBA", [*scene().split(), alpha]), "PNG"))
add("png-grey-16", saved(Image.fromarray(np.asarray(grey).astype(np.uint16) * 256 + 77), "PNG"))
add("png-grey-transparent-colour", saved(grey, "PNG", transparency=int(grey.getpixel((20, 12)))))
add("png-rgb-transparent-colour", saved(scene(), "PNG", transparency=(220, 30, 30)))


def png_file(width, height, depth, colour, rows, interlaced=False, before=b""):
    """A PNG from packed rows; interlaced ones are given pass by pass."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", body) + chunk(b"IEND", b"")


pixels = np.asarray(scene())
deep = (pixels.astype(">u2") * 256 + 99).astype(">u2")
add("png-rgb-16", png_file(WIDTH, HEIGHT, 16, 2, [row.tobytes() for row in deep]), scene())
deep_alpha = np.concatenate([deep, (np.asarray(alpha).astype(">u2") * 257)[:, :, None]], 2).astype(">u2")
add("png-rgba-16", png_file(WIDTH, HEIGHT, 16, 6, [row.tobytes() for row in deep_alpha]),
    over_white(Image.merge("RGBA", [*scene().split(), alpha])))
grey_alpha = np.stack([np.asarray(grey).astype(">u2") * 257, np.asarray(alpha).astype(">u2") * 257], 2).astype(">u2")
add("png-grey-alpha-16", png_file(WIDTH, HEIGHT, 16, 4, [row.tobytes() for row in grey_alpha]),
    over_white(Image.merge("LA", [grey, alpha])))
for bits in (2, 4):
    values = np.asarray(grey) >> (8 - bits)
    per = 8 // bits
    packed = sum(values[:, i::per].astype(int) << (8 - bits * (i + 1)) for i in range(per)).astype(np.uint8)
    add("png-grey-%d-bits" % bits, png_file(WIDTH, HEIGHT, bits, 0, [row.tobytes() for row in packed]))
passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
rows = [row.tobytes() for x, y, dx, dy in passes for row in pixels[y::dy, x::dx]]
add("png-interlaced", png_file(WIDTH, HEIGHT, 8, 2, rows, True))
rows = [row.tobytes() for x, y, dx, dy in passes for row in deep[y::dy, x::dx]]
add("png-interlaced-16", png_file(WIDTH, HEIGHT, 16, 2, rows, True), scene())
second = Image.new("RGB", (WIDTH, HEIGHT), (0, 255, 0))
add("png-animated", saved(scene(), "PNG", save_all=True, append_images=[second]))

# --- GIF, BMP

add("gif", saved(scene().quantize(32), "GIF"))
add("gif-interlaced", saved(scene().quantize(32), "GIF", interlace=1))
add("gif-transparent", saved(scene().quantize(32), "GIF", transparency=5))
add("gif-animated", saved(scene().quantize(32), "GIF", save_all=True, append_images=[second.quantize(4)]))
gif = saved(scene().quantize(32), "GIF", interlace=0)
# The same frame at (7, 5) of a larger screen: what is outside is transparent, here white.
at = 13 + 3 * (2 << (gif[10] & 7))
while gif[at] == 0x21:
    at += 2
    while gif[at]:
        at += gif[at] + 1
    at += 1
assert gif[at] == 0x2C
moved = bytearray(gif)
moved[6:10] = struct.pack("<HH", WIDTH + 20, HEIGHT + 10)
moved[at + 1:at + 5] = struct.pack("<HH", 7, 5)
screen = Image.new("RGB", (WIDTH + 20, HEIGHT + 10), (255, 255, 255))
screen.paste(Image.open(io.BytesIO(gif)).convert("RGB"), (7, 5))
add("gif-frame-smaller-than-screen", bytes(moved), screen)
small = bytearray(gif)
small[6:10] = struct.pack("<HH", 10, 10)
add("gif-screen-smaller-than-frame", bytes(small), Image.open(io.BytesIO(gif)).convert("RGB"))
add("bmp", saved(scene(), "BMP"))
add("bmp-grey", saved(grey, "BMP"))
add("bmp-palette", saved(scene().quantize(16), "BMP"))
add("bmp-bilevel", saved(grey.convert("1"), "BMP"))
add("bmp-32", saved(scene().convert("RGBA"), "BMP"), scene())

# --- WebP

add("webp", saved(scene(), "WEBP", quality=95))
add("webp-low-quality", saved(scene(64, 48), "WEBP", quality=30))
add("webp-lossless", saved(scene(), "WEBP", lossless=True))
add("webp-odd-size", saved(scene(37, 19), "WEBP", quality=95))
add("webp-palette", saved(scene().quantize(8).convert("RGB"), "WEBP", lossless=True))
add("webp-two-colours", saved(grey.convert("1").convert("RGB"), "WEBP", lossless=True))
add("webp-alpha", saved(Image.merge("RGBA", [*scene().split(), alpha]), "WEBP", lossless=True, exact=True))
add("webp-lossy-alpha", saved(Image.merge("RGBA", [*scene().split(), alpha]), "WEBP", quality=95, exact=True))
add("webp-one-pixel", saved(scene(1, 1), "WEBP", lossless=True))
add("webp-animated", saved(scene(), "WEBP", lossless=True, save_all=True, append_images=[second], duration=100))


def webp_chunk(name, data):
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1)


def moved_webp(frame, left, top, width, height):
    """The frame of a plain WebP at a place of a larger, animated one."""
    head = b"\2\0\0\0" + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    place = b"".join(struct.pack("<I", v)[:3] for v in (left // 2, top // 2, WIDTH - 1, HEIGHT - 1, 100)) + b"\2"
    body = webp_chunk(b"VP8X", head) + webp_chunk(b"ANIM", b"\0" * 6) + webp_chunk(b"ANMF", place + frame[12:])
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


screen = Image.new("RGB", (60, 34), (255, 255, 255))
screen.paste(scene(), (8, 4))
add("webp-frame-smaller-than-screen", moved_webp(saved(scene(), "WEBP", lossless=True), 8, 4, 60, 34), screen)

# --- TIFF

for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate", "packbits", "jpeg"):
    add("tiff-" + compression.replace("tiff_", "").replace("_", "-"), saved(scene(), "TIFF", compression=compression))
add("tiff-lzw-predictor", saved(scene(), "TIFF", compression="tiff_lzw", tiffinfo={317: 2}))
add("tiff-grey", saved(grey, "TIFF"))
add("tiff-grey-jpeg", saved(grey, "TIFF", compression="jpeg"))
add("tiff-palette", saved(scene().quantize(16), "TIFF"))
add("tiff-bilevel", saved(grey.convert("1"), "TIFF"))
add("tiff-bilevel-group4", saved(grey.convert("1"), "TIFF", compression="group4"))
add("tiff-white-is-zero", saved(ImageOps.invert(grey), "TIFF", tiffinfo={262: 0}))
add("tiff-rgba", saved(Image.merge("RGBA", [*scene().split(), alpha]), "TIFF"))
add("tiff-grey-alpha", saved(Image.merge("LA", [grey, alpha]), "TIFF"))
add("tiff-grey-16", saved(Image.fromarray(np.asarray(grey).astype(np.uint16) * 256 + 77), "TIFF"))
add("tiff-cmyk", saved(ink, "TIFF"))
add("tiff-cmyk-lzw", saved(ink, "TIFF", compression="tiff_lzw"))
add("tiff-pages", saved(scene(), "TIFF", save_all=True, append_images=[second]))
add("tiff-one-pixel", saved(scene(1, 1), "TIFF"))


def tiff_file(tags, data, order="<"):
    """A TIFF of one page: tags {number: (type, [values])}; the places of strips or tiles are counted from the data's begin."""
    kinds = {3: "H", 4: "I"}
    count = len(tags)
    extra_at = 8 + 2 + 12 * count + 4
    extra, entries = b"", b""
    sizes = sum(len(v) * struct.calcsize(kinds[t]) for t, v in tags.values() if len(v) * struct.calcsize(kinds[t]) > 4)
    for number, (kind, values) in sorted(tags.items()):
        if number in (273, 324):
            values = [v + extra_at + sizes for v in values]
        packed = struct.pack(order + kinds[kind] * len(values), *values)
        entries += struct.pack(order + "HHI", number, kind, len(values))
        if len(packed) > 4:
            entries += struct.pack(order + "I", extra_at + len(extra))
            extra += packed
        else:
            entries += packed.ljust(4, b"\0")
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(order + "HIH", 42, 8, count) + entries + struct.pack(order + "I", 0) + extra + data


def tags(bits, photometric, samples=3, **more):
    base = {256: (4, [WIDTH]), 257: (4, [HEIGHT]), 258: (3, [bits] * samples), 259: (3, [1]), 262: (3, [photometric]),
            277: (3, [samples])}
    base.update({int(k[1:]): v for k, v in more.items()})
    return base


for order in "<>":
    deep_bytes = deep.astype(order + "u2").tobytes()
    add("tiff-rgb-16-" + ("little" if order == "<" else "big"),
        tiff_file(tags(16, 2, t273=(4, [0]), t278=(4, [HEIGHT]), t279=(4, [len(deep_bytes)])), deep_bytes, order), scene())
tiles = []
for top in range(0, HEIGHT, 16):
    for left in range(0, WIDTH, 16):
        tile = np.zeros((16, 16, 3), np.uint8)
        part = pixels[top:top + 16, left:left + 16]
        tile[:part.shape[0], :part.shape[1]] = part
        tiles.append(tile.tobytes())
for packing, number in (("raw", 1), ("deflate", 8)):
    packed = [zlib.compress(t, 9) if number == 8 else t for t in tiles]
    starts = np.cumsum([0] + [len(t) for t in packed])[:-1].tolist()
    add("tiff-tiled-" + packing, tiff_file(
        tags(8, 2, t259=(3, [number]), t322=(4, [16]), t323=(4, [16]), t324=(4, starts), t325=(4, [len(t) for t in packed])),
        b"".join(packed)))
rgba = np.concatenate([pixels, np.asarray(alpha)[:, :, None]], 2)
soft = rgba.astype(int)
soft[:, :, :3] = soft[:, :, :3] * soft[:, :, 3:] // 255
white = soft[:, :, :3] + 255 - soft[:, :, 3:]
soft = soft.astype(np.uint8).tobytes()
add("tiff-premultiplied", tiff_file(
    tags(8, 2, 4, t273=(4, [0]), t278=(4, [HEIGHT]), t279=(4, [len(soft)]), t338=(3, [1])), soft),
    Image.fromarray(white.astype(np.uint8)))
planes = [pixels[:, :, i].tobytes() for i in range(3)]
add("tiff-planar", tiff_file(
    tags(8, 2, t273=(4, [0, len(planes[0]), 2 * len(planes[0])]), t278=(4, [HEIGHT]), t279=(4, [len(p) for p in planes]),
         t284=(3, [2])), b"".join(planes)), scene())

with open(sys.argv[1], "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
print(len(cases), "cases")
