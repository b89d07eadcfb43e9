#!/usr/bin/env python3
"""Writes what Pillow reads from the test images of Go 1.19, for ConformanceTests.

Usage: make_go_expectations.py FOLDER_OF_IMAGES EXPECTED_FILE

One line a file: name, width, height, channels, SHA-256 of the pixels; "invalid" for files that must be refused; made with Pillow 9.4.0. Left out: PNG with
16 bits, which Pillow cuts and Hone rounds, and with a transparent gray below 8 bits, which Pillow compares without scaling; the fixtures of
make_png_fixtures.py cover both. The progressive JPEG that ends after four of its scans is left
out too: libjpeg smooths over the missing coefficients.
"""
import hashlib
import os
import sys

from PIL import Image

INVALID = ("invalid-crc32.png", "invalid-noend.png", "invalid-palette.png", "invalid-trunc.png", "invalid-zlib.png")


def line(folder, name):
    if name == "video-001.progressive.truncated.jpeg":
        return None
    if name in INVALID:
        return f"{name} invalid"
    image = Image.open(os.path.join(folder, name))
    bits = open(os.path.join(folder, name), "rb").read(25)[24] if name.endswith(".png") else 8
    if bits == 16 or (bits < 8 and image.mode == "L" and "transparency" in image.info):
        return None
    if image.mode in ("1", "L") and not name.endswith(".gif"):
        mode = "LA" if "transparency" in image.info else "L"
    elif image.mode in ("LA", "RGBA") or "transparency" in image.info:
        mode = "LA" if image.mode == "LA" else "RGBA"
    else:
        mode = "RGB"
    image = image.convert(mode)
    return f"{name} {image.width} {image.height} {len(image.getbands())} {hashlib.sha256(image.tobytes()).hexdigest()}"


if __name__ == "__main__":
    lines = [line(sys.argv[1], name) for name in sorted(os.listdir(sys.argv[1]))]
    with open(sys.argv[2], "w") as file:
        file.write("\n".join(text for text in lines if text) + "\n")
