#!/usr/bin/env python3
"""Makes the bundled Fashion-MNIST sample: the first 600 training images of each class, in the order of the official file.

Usage: make_fashion_sample.py SOURCE_FOLDER TARGET_FOLDER

SOURCE_FOLDER holds train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz (Debian package dataset-fashion-mnist:
/usr/share/datasets/fashion-mnist). No randomness: the same source gives the same pixels and labels. The gzip bytes are those of
zlib at level 9 with no name and no time stamp; another zlib may pack the same content differently, so compare content, not archives.
Only the standard library of Python 3 is needed.
"""
import gzip
import hashlib
import os
import struct
import sys

PER_CLASS = 600
CLASSES = 10
TRAIN_IMAGES_SHA256 = "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"
TRAIN_LABELS_SHA256 = "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"


def read_checked(path, sha256):
    with gzip.open(path, "rb") as file:
        content = file.read()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        sys.exit(f"{path}: content has SHA-256 {found}, expected {sha256}")
    return content


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as archive:
            archive.write(content)
    print(f"{name}: {os.path.getsize(path)} bytes, content {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = sys.argv[1:]
    images = read_checked(os.path.join(source, "train-images-idx3-ubyte.gz"), TRAIN_IMAGES_SHA256)
    labels = read_checked(os.path.join(source, "train-labels-idx1-ubyte.gz"), TRAIN_LABELS_SHA256)
    _, count, height, width = struct.unpack(">IIII", images[:16])
    size = height * width
    taken = [0] * CLASSES
    chosen = []
    for index in range(count):
        label = labels[8 + index]
        if taken[label] < PER_CLASS:
            taken[label] += 1
            chosen.append(index)
    assert taken == [PER_CLASS] * CLASSES
    os.makedirs(target, exist_ok=True)
    pixels = b"".join(images[16 + i * size:16 + (i + 1) * size] for i in chosen)
    write(target, "images-idx3-ubyte.gz", struct.pack(">IIII", 0x803, len(chosen), height, width) + pixels)
    write(target, "labels-idx1-ubyte.gz", struct.pack(">II", 0x801, len(chosen)) + bytes(labels[8 + i] for i in chosen))


if __name__ == "__main__":
    main()
