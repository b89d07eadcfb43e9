#!/usr/bin/env python3
"""Writes the PNG fixtures of Hone.Learn.Tests: every color type, bit depth, plain and Adam7, with and without tRNS, and files by Pillow.

Usage: make_png_fixtures.py TARGET_FOLDER

Needs Python 3 and Pillow (made with Pillow 9.4.0). Seed 20260101. The "own" files are written here with zlib and struct, with all five row filters
in turn and the image data cut into small IDAT chunks; their pixels are known before they are encoded, and Pillow must read the 8-bit ones alike.
The "pillow" files are written by Pillow. expected.txt has one line a file: name, width, height, channels, SHA-256 of the 8-bit pixels
[height, width, channels]. 16-bit samples become round(v * 255 / 65535), smaller ones v * 255 / (2^depth - 1).
"""
import hashlib
import os
import random
import struct
import sys
import zlib

from PIL import Image

SEED = 20260101
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack_row(samples, depth):
    if depth == 16:
        return b"".join(struct.pack(">H", s) for s in samples)
    if depth == 8:
        return bytes(samples)
    bits = "".join(format(s, f"0{depth}b") for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    distances = [(abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c)]
    return min(distances)[2]


def filter_row(kind, row, above, distance):
    out = bytearray()
    for i, value in enumerate(row):
        a = row[i - distance] if i >= distance else 0
        b = above[i]
        c = above[i - distance] if i >= distance else 0
        guess = [0, a, b, (a + b) // 2, paeth(a, b, c)][kind]
        out.append((value - guess) & 255)
    return bytes(out)


def encode(width, height, color, depth, interlaced, pixels, palette=None, transparency=None):
    count = SAMPLES[color]
    distance = max(1, count * depth // 8)
    raw = bytearray()
    kind = 0
    for x0, y0, dx, dy in (ADAM7 if interlaced else [(0, 0, 1, 1)]):
        columns = range(x0, width, dx)
        if not columns:
            continue
        above = None
        for y in range(y0, height, dy):
            row = pack_row([s for x in columns for s in pixels[y][x]], depth)
            above = above or bytes(len(row))
            raw.append(kind)
            raw += filter_row(kind, row, above, distance)
            above = row
            kind = (kind + 1) % 5
    data = zlib.compress(bytes(raw), 9)
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced)))
    file += chunk(b"gAMA", struct.pack(">I", 45455))
    if palette:
        file += chunk(b"PLTE", bytes(v for entry in palette for v in entry))
    if transparency is not None:
        file += chunk(b"tRNS", transparency)
    for i in range(0, len(data), 50):
        file += chunk(b"IDAT", data[i:i + 50])
    return file + chunk(b"tEXt", b"Comment\0fixture") + chunk(b"IEND", b"")


def to_byte(value, depth):
    top = (1 << depth) - 1
    return (value * 255 + top // 2) // top


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = sys.argv[1]
    os.makedirs(target, exist_ok=True)
    rng = random.Random(SEED)
    lines = []

    def save(name, file, width, height, channels, expected):
        with open(os.path.join(target, name), "wb") as out:
            out.write(file)
        assert len(expected) == width * height * channels
        lines.append(f"{name} {width} {height} {channels} {hashlib.sha256(expected).hexdigest()}\n")

    def own(color, depth, interlaced, with_transparency, width=11, height=13):
        top = (1 << depth) - 1
        pixels = [[[rng.randint(0, top) for _ in range(SAMPLES[color])] for _ in range(width)] for _ in range(height)]
        palette = [[rng.randint(0, 255) for _ in range(3)] for _ in range(1 << depth)] if color == 3 else None
        key = pixels[height // 2][width // 2]
        transparency = None
        alphas = None
        if with_transparency and color == 3:
            alphas = [rng.randint(0, 255) for _ in range(max(1, len(palette) // 2))]
            transparency = bytes(alphas)
        elif with_transparency:
            transparency = b"".join(struct.pack(">H", s) for s in key)
        expected = bytearray()
        for row in pixels:
            for pixel in row:
                if color == 3:
                    expected += bytes(palette[pixel[0]])
                    if alphas:
                        expected.append(alphas[pixel[0]] if pixel[0] < len(alphas) else 255)
                else:
                    expected += bytes(to_byte(s, depth) for s in pixel)
                    if with_transparency:
                        expected.append(0 if pixel == key else 255)
        channels = len(expected) // (width * height)
        file = encode(width, height, color, depth, interlaced, pixels, palette, transparency)
        name = f"own-{color}-{depth:02}{'-adam7' if interlaced else ''}{'-trns' if with_transparency else ''}-{width}x{height}.png"
        save(name, file, width, height, channels, bytes(expected))
        if depth <= 8:
            mode = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[channels]
            with Image.open(os.path.join(target, name)) as image:
                # Pillow has no gray with alpha for tRNS of small depths; its RGBA says the same.
                read = image.convert("RGBA")
            wanted = Image.frombytes(mode, (width, height), bytes(expected)).convert("RGBA")
            small_gray_key = color == 0 and depth < 8 and with_transparency
            assert small_gray_key or read.tobytes() == wanted.tobytes(), name

    for color, depths in DEPTHS.items():
        for depth in depths:
            for interlaced in (False, True):
                own(color, depth, interlaced, False)
                if color in (0, 2, 3):
                    own(color, depth, interlaced, True)
    for width, height in [(1, 1), (2, 3), (4, 1), (5, 5), (1, 9), (9, 2)]:
        own(2, 8, True, False, width, height)
        own(0, 1, True, False, width, height)

    def pillow(mode):
        size = (17, 9)
        image = Image.frombytes("RGBA", size, bytes(rng.randint(0, 255) for _ in range(17 * 9 * 4))).convert("RGB" if mode == "P" else mode)
        if mode == "P":
            image = image.quantize(20)
        name = f"pillow-{mode}.png"
        image.save(os.path.join(target, name), optimize=True)
        plain = image.convert({"1": "L", "P": "RGB"}.get(mode, mode))
        with open(os.path.join(target, name), "rb") as made:
            save(name, made.read(), *size, len(plain.getbands()), plain.tobytes())

    for mode in ["1", "L", "LA", "P", "RGB", "RGBA"]:
        pillow(mode)
    with open(os.path.join(target, "expected.txt"), "w") as out:
        out.writelines(sorted(lines))
    print(f"{len(lines)} files, {sum(os.path.getsize(os.path.join(target, n)) for n in os.listdir(target))} bytes")


if __name__ == "__main__":
    main()
