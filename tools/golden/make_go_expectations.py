#!/usr/bin/env python3
"""Writes what Pillow reads from the test images of Go 1.19, for ConformanceTests.

Usage: make_go_expectations.py FOLDER_OF_IMAGES EXPECTED_FILE

One line a file: name, width, height, channels, SHA-256 of the pixels; "invalid" for files that must be refused; made with Pillow 9.4.0. PNG with 16 bits, which Pillow cuts and
Hone rounds, and with a transparent gray below 8 bits, which Pillow compares without scaling, are read by pngtopam of netpbm 11.01. The progressive JPEG that ends after four of
its scans is left out: libjpeg smooths over the missing coefficients.
"""
import hashlib
import os
import struct
import sys

from PIL import Image

from make_conformance_images import by_netpbm

INVALID = ("invalid-crc32.png", "invalid-noend.png", "invalid-palette.png", "invalid-trunc.png", "invalid-zlib.png")


def by_netpbm_line(name, data, image):
    color_type = data[25]
    has_alpha = color_type in (4, 6) or b"tRNS" in data
    at = data.find(b"tRNS") if color_type == 2 else -1
    pixels = by_netpbm(data, struct.unpack(">HHH", data[at + 4:at + 10]) if at >= 0 else None)
    columns = ([0] if color_type in (0, 4) else [0, 1, 2]) + ([3] if has_alpha else [])
    hashed = hashlib.sha256(pixels[:, columns].astype("uint8").tobytes()).hexdigest()
    return f"{name} {image.width} {image.height} {len(columns)} {hashed}"


def line(folder, name):
    if name == "video-001.progressive.truncated.jpeg":
        return None
    if name in INVALID:
        return f"{name} invalid"
    image = Image.open(os.path.join(folder, name))
    bits = open(os.path.join(folder, name), "rb").read(25)[24] if name.endswith(".png") else 8
    if bits == 16 or (bits < 8 and image.mode == "L" and "transparency" in image.info):
        return by_netpbm_line(name, open(os.path.join(folder, name), "rb").read(), image)
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
