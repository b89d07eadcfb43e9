#!/usr/bin/env python3
"""Writes the JPEG and PNG files of Fixtures/conformance in Hone.Learn.Tests, and what their oracles read from them.

Usage: make_conformance_images.py TARGET_FOLDER FOLDER_OF_CJPEG

JPEG: cjpeg of libjpeg-turbo-progs 2.1.5 writes every sampling, baseline and progressive, with and without restart markers, in odd sizes, RGB, 16-bit quantization tables and
arithmetic coding; libturbojpeg.so.0 writes YCCK (Adobe marker) of every sampling. Pillow 9.4.0 over libjpeg-turbo 2.1.5 decodes all of them, and djpeg must agree where it
can. EXIF segments of both byte orders are made here.
PNG: the cases of Willem van Schaik's PngSuite that make_png_fixtures.py does not have, made anew: one filter at a time, compression levels, empty and one-byte IDAT chunks, suggested
palettes, backgrounds, histograms, text, times, unknown chunks, all sizes from 1 to 9 and some more, and damaged files. Their pixels are known before they are encoded;
pngtopam of netpbm 11.01 must read the same. Seed 20261121.

expected.txt has one line a file: name, width, height, channels, SHA-256 of the pixels [height, width, channels]; or name, "refused", a word that the error must hold.
"""
import ctypes
import hashlib
import io
import os
import random
import struct
import subprocess
import sys
import zlib

import numpy
from PIL import Image

from make_image_fixtures import picture
from make_png_fixtures import SAMPLES, chunk, encode, filter_row, pack_row, to_byte

SEED = 20261121
SAMPLINGS = {"444": "1x1", "422": "2x1", "420": "2x2", "440": "1x2", "411": "4x1", "410": "4x2", "441": "1x4", "mixed": "2x2,1x2,2x1"}
CODINGS = {
    "baseline": ["-baseline", "-quality", "70"],
    "rows": ["-optimize", "-restart", "1"],
    "progressive": ["-progressive"],
    "progressive-blocks": ["-progressive", "-restart", "3B"],
}


def digest(pixels):
    return hashlib.sha256(pixels).hexdigest()


def ppm(image):
    return f"P6 {image.width} {image.height} 255\n".encode() + image.convert("RGB").tobytes()


def cjpeg(tools, image, options):
    return subprocess.run([os.path.join(tools, "cjpeg"), *options], input=ppm(image), stdout=subprocess.PIPE, check=True).stdout


def by_pillow(data):
    image = Image.open(io.BytesIO(data))
    is_gray = image.mode == "L"
    image = image if is_gray else image.convert("RGB")
    return image.width, image.height, 1 if is_gray else 3, image.tobytes()


def by_djpeg(tools, data):
    out = subprocess.run([os.path.join(tools, "djpeg"), "-pnm"], input=data, stdout=subprocess.PIPE, check=True).stdout
    return out.split(b"\n", 3)[3]


def ycck(image, sampling, progressive):
    """libturbojpeg turns CMYK into YCCK; its numbers: TJPF_CMYK 11, samplings 444 0, 422 1, 420 2, 440 4, 411 5, progressive 16384."""
    library = ctypes.CDLL("libturbojpeg.so.0")
    library.tjInitCompress.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(library.tjInitCompress())
    pixels = numpy.ascontiguousarray(numpy.array(image.convert("CMYK"))).tobytes()
    target = ctypes.POINTER(ctypes.c_ubyte)()
    size = ctypes.c_ulong(0)
    code = {"444": 0, "422": 1, "420": 2, "440": 4, "411": 5}[sampling]
    failed = library.tjCompress2(handle, pixels, image.width, 0, image.height, 11, ctypes.byref(target), ctypes.byref(size), code, 80, 16384 if progressive else 0)
    assert not failed
    return ctypes.string_at(target, size.value)


def with_exif(data, order, orientation):
    """An EXIF segment of two entries: the width of the image, then the orientation."""
    entries = struct.pack(order + "HHHIHHHHIHHI", 2, 0x0100, 3, 1, 23, 0, 0x0112, 3, 1, orientation, 0, 0)
    tiff = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8) + entries
    segment = b"Exif\0\0" + tiff
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def jpegs(tools):
    """Name -> (bytes, width, height, channels, pixels) or (bytes, word of the error)."""
    files = {}

    def add(name, data, djpeg=True):
        width, height, channels, pixels = by_pillow(data)
        assert not djpeg or by_djpeg(tools, data) == pixels, name
        files[name + ".jpg"] = (data, width, height, channels, pixels)

    for sampling, factors in SAMPLINGS.items():
        for coding, options in CODINGS.items():
            for width, height in ((23, 19), (7, 33)):
                add(f"{sampling}-{coding}-{width}x{height}", cjpeg(tools, picture(width, height), [*options, "-sample", factors]))
    for side in (1, 2, 8, 9, 16, 17):
        add(f"420-baseline-{side}x{side}", cjpeg(tools, picture(side, side), ["-sample", "2x2"]))
    for coding, options in CODINGS.items():
        add(f"gray-{coding}-23x19", cjpeg(tools, picture(23, 19), [*options, "-grayscale"]))
        add(f"rgb-{coding}-23x19", cjpeg(tools, picture(23, 19), [*options, "-rgb", "-sample", "1x1"]))
    # A quality of 1 has quantization steps above 255: 16-bit tables, and extended instead of baseline coding.
    add("extended-23x19", cjpeg(tools, picture(23, 19), ["-quality", "1"]))
    for sampling in ("444", "422", "420", "440", "411"):
        for progressive in (False, True):
            add(f"ycck-{sampling}{'-progressive' if progressive else ''}-23x19", ycck(picture(23, 19), sampling, progressive), djpeg=False)
    for options in (["-arithmetic"], ["-arithmetic", "-progressive"]):
        files[f"arithmetic{len(options)}.jpg"] = (cjpeg(tools, picture(23, 19), options), "arithmetic")
    for order, name in (("<", "intel"), (">", "motorola")):
        for orientation in range(1, 9):
            data = with_exif(cjpeg(tools, picture(23, 19), ["-sample", "2x2"]), order, orientation)
            width, height, channels, pixels = by_pillow(data)
            upright = numpy.frombuffer(pixels, numpy.uint8).reshape(height, width, channels)
            # The table of the EXIF standard: where row 0 and column 0 of the stored image lie.
            turn = [None, lambda a: a, lambda a: a[:, ::-1], lambda a: a[::-1, ::-1], lambda a: a[::-1], lambda a: a.transpose(1, 0, 2),
                    lambda a: a.transpose(1, 0, 2)[:, ::-1], lambda a: a.transpose(1, 0, 2)[::-1, ::-1], lambda a: a.transpose(1, 0, 2)[::-1]][orientation]
            upright = numpy.ascontiguousarray(turn(upright))
            files[f"exif-{name}-{orientation}.jpg"] = (data, upright.shape[1], upright.shape[0], channels, upright.tobytes())
    return files


def rows(pixels, depth, filters):
    """Unfiltered rows packed and filtered, each by the next of the filters."""
    distance = max(1, len(pixels[0][0]) * depth // 8)
    above = None
    raw = b""
    for y, line in enumerate(pixels):
        row = pack_row([sample for pixel in line for sample in pixel], depth)
        kind = filters[y % len(filters)]
        raw += bytes([kind]) + filter_row(kind, row, above or bytes(len(row)), distance)
        above = row
    return raw


def png(width, height, color, depth, data, before=(), between=(), after=(), cut=None, header=None):
    """A file from compressed data, cut into IDAT chunks of the lengths given in turn."""
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header or struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    out += b"".join(chunk(*item) for item in before)
    at = 0
    step = 0
    while at < len(data):
        length = cut[step % len(cut)] if cut else len(data)
        out += chunk(b"IDAT", data[at:at + length])
        at += length
        step += 1
    out += b"".join(chunk(*item) for item in between)
    return out + b"".join(chunk(*item) for item in after) + chunk(b"IEND", b"")


def pngs():
    rng = random.Random(SEED)
    files = {}

    def randoms(width, height, color, depth, most=None):
        top = (1 << depth) - 1 if most is None else most
        return [[[rng.randint(0, top) for _ in range(SAMPLES[color])] for _ in range(width)] for _ in range(height)]

    def known(name, file, pixels, depth, palette=None, alphas=None):
        expected = bytearray()
        for line in pixels:
            for pixel in line:
                if palette:
                    expected += bytes(palette[pixel[0]])
                    if alphas is not None:
                        expected.append(alphas[pixel[0]] if pixel[0] < len(alphas) else 255)
                else:
                    expected += bytes(to_byte(sample, depth) for sample in pixel)
        width, height = len(pixels[0]), len(pixels)
        files[name + ".png"] = (file, width, height, len(expected) // (width * height), bytes(expected))

    # One filter at a time, in every color type, as f00 to f04 of PngSuite; then all in turn.
    for color, depth in ((0, 8), (2, 8), (6, 16), (3, 4)):
        for kind in (0, 1, 2, 3, 4, 9):
            pixels = randoms(13, 7, color, depth)
            palette = [[rng.randint(0, 255) for _ in range(3)] for _ in range(16)] if color == 3 else None
            before = [(b"PLTE", bytes(value for entry in palette for value in entry))] if palette else []
            data = zlib.compress(rows(pixels, depth, [kind] if kind < 9 else [4, 3, 2, 1, 0]), 9)
            known(f"filter-{color}-{kind}", png(13, 7, color, depth, data, before), pixels, depth, palette)

    # Levels and windows of zlib: stored blocks, fixed and dynamic codes, a window of 256 bytes.
    pixels = randoms(20, 20, 2, 8, 3)
    raw = rows(pixels, 8, [1])
    for name, level, window, strategy in (("stored", 0, 15, 0), ("fast", 1, 15, 0), ("best", 9, 15, 0), ("window", 9, 9, 0), ("fixed", 9, 15, zlib.Z_FIXED), ("huffman", 9, 15, zlib.Z_HUFFMAN_ONLY)):
        packer = zlib.compressobj(level, zlib.DEFLATED, window, 8, strategy)
        known(f"zlib-{name}", png(20, 20, 2, 8, packer.compress(raw) + packer.flush()), pixels, 8)

    # IDAT of one byte each, empty ones between, and one that holds only the checksum of zlib (oi of PngSuite).
    data = zlib.compress(raw, 9)
    known("idat-ones", png(20, 20, 2, 8, data, cut=[1]), pixels, 8)
    known("idat-empty", png(20, 20, 2, 8, data, cut=[0, 5, 0, 0, 40]), pixels, 8)
    known("idat-checksum", png(20, 20, 2, 8, data, cut=[len(data) - 4, 4]), pixels, 8)

    # Chunks that do not change the pixels (c, g, b, p, s, t, z of PngSuite).
    text = b"Title\0PngSuite-like"
    before = [(b"gAMA", struct.pack(">I", 100000)), (b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)), (b"sBIT", bytes([5, 6, 5])),
              (b"PLTE", bytes(range(30))), (b"bKGD", struct.pack(">HHH", 1, 2, 3)), (b"hIST", struct.pack(">10H", *range(10))), (b"pHYs", struct.pack(">IIB", 1, 4, 0)),
              (b"sPLT", b"six\0\x08" + bytes(range(12))), (b"prIv", b"unknown to all")]
    after = [(b"tIME", struct.pack(">HBBBBB", 2026, 11, 21, 23, 59, 60)), (b"tEXt", text), (b"zTXt", b"Title\0\0" + zlib.compress(text)), (b"iTXt", b"Title\0\0\0de\0Titel\0T\xc3\xb6ne")]
    known("chunks", png(20, 20, 2, 8, data, before, after=after), pixels, 8)

    # Palettes of one color, of fewer than the depth allows, of 256; shares of transparency (tp, ps of PngSuite).
    for count, depth, with_alphas in ((1, 1, 0), (3, 2, 2), (5, 4, 5), (173, 8, 0), (256, 8, 100), (256, 8, 256)):
        pixels = randoms(9, 11, 3, depth, count - 1)
        palette = [[rng.randint(0, 255) for _ in range(3)] for _ in range(count)]
        alphas = [rng.randint(0, 255) for _ in range(with_alphas)] if with_alphas else None
        before = [(b"PLTE", bytes(value for entry in palette for value in entry))] + ([(b"tRNS", bytes(alphas))] if alphas else [])
        known(f"palette-{count}-{with_alphas}", png(9, 11, 3, depth, zlib.compress(rows(pixels, depth, [0])), before), pixels, depth, palette, alphas)

    # Sizes from 1 to 9 and around 32, plain and Adam7 (s of PngSuite): 4-bit palette.
    for side in (1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 33):
        for interlaced in (False, True):
            pixels = randoms(side, side, 3, 4)
            palette = [[rng.randint(0, 255) for _ in range(3)] for _ in range(16)]
            known(f"size-{side}{'-adam7' if interlaced else ''}", encode(side, side, 3, 4, interlaced, pixels, palette), pixels, 4, palette)

    # Damage (x of PngSuite).
    pixels = randoms(5, 5, 0, 8)
    data = zlib.compress(rows(pixels, 8, [0]))
    good = png(5, 5, 0, 8, data)

    def broken(name, file, word):
        files[f"damaged-{name}.png"] = (file, word)

    header = lambda width, height, depth, color, method, filters, interlace: struct.pack(">IIBBBBB", width, height, depth, color, method, filters, interlace)
    broken("signature-bit7", b"\x09" + good[1:], "PNG, JPEG, BMP or GIF")
    broken("signature-cr", good.replace(b"\r\n\x1a\n", b"\n\n\x1a\n", 1), "PNG, JPEG, BMP or GIF")
    broken("header-crc", good[:29] + bytes([good[29] ^ 1]) + good[30:], "IHDR")
    broken("data-crc", good[:-16] + bytes([good[-16] ^ 1]) + good[-15:], "IDAT")
    broken("width-0", png(5, 5, 0, 8, data, header=header(0, 5, 8, 0, 0, 0, 0)), "0 x 5")
    broken("color-1", png(5, 5, 0, 8, data, header=header(5, 5, 8, 1, 0, 0, 0)), "color type 1 with 8")
    broken("color-9", png(5, 5, 0, 8, data, header=header(5, 5, 8, 9, 0, 0, 0)), "color type 9 with 8")
    broken("depth-0", png(5, 5, 0, 8, data, header=header(5, 5, 0, 0, 0, 0, 0)), "type 0 with 0 bits")
    broken("depth-99", png(5, 5, 0, 8, data, header=header(5, 5, 99, 0, 0, 0, 0)), "type 0 with 99 bits")
    broken("method-1", png(5, 5, 0, 8, data, header=header(5, 5, 8, 0, 1, 0, 0)), "compression 1")
    broken("filters-1", png(5, 5, 0, 8, data, header=header(5, 5, 8, 0, 0, 1, 0)), "filter 1")
    broken("interlace-2", png(5, 5, 0, 8, data, header=header(5, 5, 8, 0, 0, 0, 2)), "filter 0, interlace 2")
    broken("no-data", png(5, 5, 0, 8, b""), "IEND")
    broken("filter-5", png(5, 5, 0, 8, zlib.compress(bytes([5]) + rows(pixels, 8, [0])[1:])), "filter 5")
    return files


def by_netpbm(data, key=None):
    """RGB and alpha in 8 bits; key: the transparent color in 16 bits, which netpbm overlooks in RGB images of that depth."""
    out = subprocess.run(["pngtopam", "-alphapam"], input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    header, values = out.split(b"ENDHDR\n", 1)
    fields = dict(line.split(None, 1) for line in header.decode().splitlines() if " " in line)
    depth, top = int(fields["DEPTH"]), int(fields["MAXVAL"])
    array = numpy.frombuffer(values, ">u2" if top > 255 else numpy.uint8).astype(numpy.int64).reshape(-1, depth)
    if key is not None:
        array[:, -1] = numpy.where((array[:, :-1] == numpy.array(key)).all(axis=1), 0, top)
    array = (array * 255 + top // 2) // top
    color = array[:, :-1] if depth == 4 else numpy.repeat(array[:, :1], 3, axis=1)
    return numpy.concatenate([color, array[:, -1:]], axis=1)


def main(folder, tools):
    os.makedirs(folder, exist_ok=True)
    files = {**jpegs(tools), **pngs()}
    lines = []
    for name, (data, *rest) in sorted(files.items()):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
        if len(rest) == 1:
            lines.append(f"{name} refused {rest[0].replace(' ', '_')}")
            continue
        width, height, channels, pixels = rest
        if name.endswith(".png"):
            known = numpy.frombuffer(pixels, numpy.uint8).reshape(-1, channels).astype(numpy.int64)
            alpha = known[:, -1:] if channels in (2, 4) else numpy.full((len(known), 1), 255)
            color = known[:, :3] if channels >= 3 else numpy.repeat(known[:, :1], 3, axis=1)
            assert (by_netpbm(data) == numpy.concatenate([color, alpha], axis=1)).all(), name
        lines.append(f"{name} {width} {height} {channels} {digest(pixels)}")
    with open(os.path.join(folder, "expected.txt"), "w") as file:
        file.write("\n".join(lines) + "\n")
    print(f"{len(files)} files, {sum(len(data) for data, *_ in files.values())} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
