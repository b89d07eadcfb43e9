#!/usr/bin/env python3
"""Writes the JPEG, BMP and GIF fixtures of Hone.Learn.Tests, and what resizing gives.

Usage: make_image_fixtures.py TARGET_FOLDER

Needs Python 3, numpy and Pillow with libjpeg-turbo (made with Pillow 9.4.0, libjpeg-turbo 2.1, numpy 1.24). Seed 20260102.
The "own" JPEG files are written here with random coefficients and the tables of the standard, because Pillow cannot write all samplings, restart
markers and separate scans. Pillow decodes every file. expected.txt has one line a file: name, width, height, channels, SHA-256 of the pixels
[height, width, channels]; a name with @N means decoded at 1/N. resized.txt: source, filter, width, height, region, SHA-256. encoded.txt: source,
quality, sampling, SHA-256 of the JPEG file that Pillow writes.
"""
import hashlib
import io
import os
import random
import struct
import sys

import numpy
from PIL import Image

SEED = 20260102
ZIGZAG = [0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
          35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63]


def picture(width, height):
    """Smooth shapes with an edge and some noise, the same for every run."""
    noise = numpy.random.RandomState(SEED).randint(0, 40, (height, width, 3))
    y, x = numpy.mgrid[0:height, 0:width]
    base = numpy.stack([x * 255 / max(width, 2), y * 255 / max(height, 2), 128 + 100 * numpy.sin(x / 5.0 + y / 7.0)], axis=2)
    base[(x - width / 2) ** 2 + (y - height / 2) ** 2 < (min(width, height) / 4) ** 2] = (220, 30, 60)
    return Image.fromarray(numpy.clip(base + noise - 20, 0, 255).astype(numpy.uint8))


def standard_tables():
    """The Huffman tables of the standard, taken from a file that Pillow writes without optimizing: (class, index) -> codes by symbol, segment."""
    buffer = io.BytesIO()
    picture(8, 8).save(buffer, "JPEG")
    data = buffer.getvalue()
    codes, segments, at = {}, b"", 2
    while data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2:at + 4])[0]
        if data[at + 1] == 0xC4:
            body = data[at + 4:at + 2 + length]
            segments += data[at:at + 2 + length]
            while body:
                counts = body[1:17]
                symbols = body[17:17 + sum(counts)]
                table, code, index = {}, 0, 0
                for size, count in enumerate(counts, 1):
                    for _ in range(count):
                        table[symbols[index]] = format(code, f"0{size}b")
                        code += 1
                        index += 1
                    code <<= 1
                codes[body[0]] = table
                body = body[17 + sum(counts):]
        at += 2 + length
    return codes, segments


CODES, TABLES = standard_tables()


def signed(value):
    size = abs(value).bit_length()
    return size, format(value if value > 0 else value + (1 << size) - 1, f"0{size}b") if size else ""


def block_bits(rng, state, component, table):
    dc = max(-60, min(60, state.get(component, 0) + rng.randint(-12, 12)))
    size, bits = signed(dc - state.get(component, 0))
    state[component] = dc
    text = CODES[table][size] + bits
    run = 0
    for _ in range(1, 64):
        value = rng.choice([-9, -3, -1, 1, 2, 5, 40]) if rng.random() < 0.12 else 0
        if value == 0:
            run += 1
            continue
        while run > 15:
            text += CODES[0x10 | table][0xF0]
            run -= 16
        size, bits = signed(value)
        text += CODES[0x10 | table][run << 4 | size] + bits
        run = 0
    return text + (CODES[0x10 | table][0] if run else "")


def pack(text):
    text += "1" * (-len(text) % 8)
    return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8)).replace(b"\xff", b"\xff\x00")


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def own_jpeg(rng, width, height, samplings, restart=0, interleaved=True, adobe=None, wide_steps=False, fill=b""):
    steps = [rng.randint(2, 9) for _ in range(64)]
    data = b"\xff\xd8"
    if adobe is not None:
        data += segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([adobe]))
    data += segment(0xDB, b"\x10" + struct.pack(">64H", *steps)) if wide_steps else segment(0xDB, b"\0" + bytes(steps))
    data += segment(0xC1 if wide_steps else 0xC0, struct.pack(">BHHB", 8, height, width, len(samplings))
                    + b"".join(bytes([i + 1, h << 4 | v, 0]) for i, (h, v) in enumerate(samplings)))
    data += TABLES
    if restart:
        data += segment(0xDD, struct.pack(">H", restart))
    most_h, most_v = max(h for h, _ in samplings), max(v for _, v in samplings)
    scans = [list(range(len(samplings)))] if interleaved else [[i] for i in range(len(samplings))]
    for scan in scans:
        data += segment(0xDA, bytes([len(scan)]) + b"".join(bytes([i + 1, 0 if i == 0 else 0x11]) for i in scan) + b"\0\x3f\0")
        if len(scan) == 1:
            h, v = samplings[scan[0]]
            units = -(-(-(-width * h // most_h)) // 8) * -(-(-(-height * v // most_v)) // 8)
        else:
            units = -(-width // (8 * most_h)) * -(-height // (8 * most_v))
        state, text, markers = {}, "", 0
        for unit in range(units):
            if restart and unit and unit % restart == 0:
                data += pack(text) + fill + bytes([0xFF, 0xD0 + markers % 8])
                state, text, markers = {}, "", markers + 1
            for i in scan:
                blocks = 1 if len(scan) == 1 else samplings[i][0] * samplings[i][1]
                for _ in range(blocks):
                    text += block_bits(rng, state, i, 0 if i == 0 else 1)
        data += pack(text)
    return data + b"\xff\xd9"


def exif(orientation, little):
    order = "<" if little else ">"
    tiff = (b"II*\0" if little else b"MM\0*") + struct.pack(order + "I", 8)
    tiff += struct.pack(order + "HHHIHH", 1, 0x0112, 3, 1, orientation, 0) + struct.pack(order + "I", 0)
    return b"Exif\0\0" + tiff


def jpegs():
    rng = random.Random(SEED)
    files = {}
    image = picture(37, 29)
    for sampling in (0, 1, 2):
        for progressive in (False, True):
            buffer = io.BytesIO()
            image.save(buffer, "JPEG", quality=80, subsampling=sampling, progressive=progressive)
            files[f"pillow-{(444, 422, 420)[sampling]}{'-progressive' if progressive else ''}.jpg"] = buffer.getvalue()
    for name, mode in (("gray", "L"), ("cmyk", "CMYK")):
        for progressive in (False, True):
            buffer = io.BytesIO()
            image.convert(mode).save(buffer, "JPEG", quality=70, progressive=progressive)
            files[f"pillow-{name}{'-progressive' if progressive else ''}.jpg"] = buffer.getvalue()
    buffer = io.BytesIO()
    picture(200, 90).save(buffer, "JPEG", quality=20, optimize=True)
    files["pillow-wide.jpg"] = buffer.getvalue()
    for orientation in range(1, 9):
        buffer = io.BytesIO()
        picture(19, 11).save(buffer, "JPEG", quality=60, exif=exif(orientation, orientation % 2 == 0))
        files[f"pillow-orientation-{orientation}.jpg"] = buffer.getvalue()
    samplings = {
        "440": [(1, 2), (1, 1), (1, 1)], "411": [(4, 1), (1, 1), (1, 1)], "410": [(4, 2), (1, 1), (1, 1)], "420": [(2, 2), (1, 1), (1, 1)],
        "mixed": [(2, 2), (2, 1), (1, 2)], "luma-halved": [(1, 1), (2, 2), (1, 1)], "gray-2x2": [(2, 2)],
    }
    for name, sampling in samplings.items():
        for width, height in ((37, 29), (3, 2), (65, 17)):
            files[f"own-{name}-{width}x{height}.jpg"] = own_jpeg(rng, width, height, sampling)
    files["own-restart.jpg"] = own_jpeg(rng, 70, 50, samplings["420"], restart=2)
    files["own-restart-fill.jpg"] = own_jpeg(rng, 70, 50, samplings["411"], restart=1, fill=b"\xff\xff")
    files["own-separate.jpg"] = own_jpeg(rng, 43, 31, samplings["420"], interleaved=False)
    files["own-separate-restart.jpg"] = own_jpeg(rng, 43, 31, samplings["mixed"], interleaved=False, restart=3)
    files["own-wide-steps.jpg"] = own_jpeg(rng, 20, 20, samplings["420"], wide_steps=True)
    files["own-rgb.jpg"] = own_jpeg(rng, 20, 21, [(1, 1)] * 3, adobe=0)
    files["own-ycck.jpg"] = own_jpeg(rng, 33, 21, [(2, 2), (1, 1), (1, 1), (2, 2)], adobe=2)
    return files


def others():
    files = {}
    for width, height in ((1, 1), (7, 5), (33, 17)):
        image = picture(width, height)
        for mode in ("1", "L", "P", "RGB"):
            buffer = io.BytesIO()
            image.convert(mode).save(buffer, "BMP")
            files[f"pillow-{mode}-{width}x{height}.bmp"] = buffer.getvalue()
        for colors in (2, 5, 200):
            buffer = io.BytesIO()
            image.quantize(colors).save(buffer, "GIF", interlace=colors == 5)
            files[f"pillow-{colors}-{width}x{height}.gif"] = buffer.getvalue()
    return files


def digest(pixels):
    return hashlib.sha256(pixels).hexdigest()


def decoded(data, scale=1):
    image = Image.open(io.BytesIO(data))
    size = tuple(-(-side // scale) for side in image.size)
    if scale > 1:
        image.draft(None, tuple(side // scale for side in image.size))
        if image.size != size:
            raise ValueError(f"Pillow does not decode at 1/{scale}")
    is_gray = image.mode == "L" and image.format == "JPEG"
    image = image if is_gray else image.convert("RGB")
    return image.size, 1 if is_gray else 3, image.tobytes()


def main(folder):
    os.makedirs(folder, exist_ok=True)
    lines = []
    files = {**jpegs(), **others()}
    for name, data in sorted(files.items()):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
        for scale in (1, 2, 4, 8) if name in ("pillow-wide.jpg", "pillow-420.jpg", "pillow-422-progressive.jpg", "pillow-gray.jpg") else (1,):
            size, channels, pixels = decoded(data, scale)
            lines.append(f"{name}{'' if scale == 1 else f'@{scale}'} {size[0]} {size[1]} {channels} {digest(pixels)}")
    write(folder, "expected.txt", lines)

    lines = []
    filters = {"Nearest": Image.NEAREST, "Box": Image.BOX, "Bilinear": Image.BILINEAR, "Bicubic": Image.BICUBIC, "Lanczos": Image.LANCZOS}
    for source in ("pillow-wide.jpg", "pillow-gray.jpg"):
        image = Image.open(io.BytesIO(files[source]))
        for name, method in filters.items():
            for width, height in ((24, 24), (1, 1), (61, 90), (image.width, 7), (301, 150)):
                for region in ((0, 0, image.width, image.height), (5, 3, 20, 17)):
                    left, top, wide, high = region
                    result = image.crop((left, top, left + wide, top + high)).resize((width, height), method)
                    lines.append(f"{source} {name} {width} {height} {left},{top},{wide},{high} {digest(result.tobytes())}")
    write(folder, "resized.txt", lines)

    lines = []
    for source in ("pillow-wide.jpg", "pillow-5-33x17.gif", "pillow-RGB-7x5.bmp", "pillow-RGB-1x1.bmp"):
        image = Image.open(io.BytesIO(files[source])).convert("RGB")
        for quality in (1, 40, 75, 92, 100):
            for sampling in (0, 2):
                buffer = io.BytesIO()
                image.save(buffer, "JPEG", quality=quality, subsampling=sampling)
                lines.append(f"{source} {quality} {('Chroma444', None, 'Chroma420')[sampling]} {digest(buffer.getvalue())}")
    write(folder, "encoded.txt", lines)


def write(folder, name, lines):
    with open(os.path.join(folder, name), "w") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
