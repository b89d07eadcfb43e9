#!/usr/bin/env python3
"""Writes tests/Hone.Method.Tests/Goldens/run.tfevents: a TensorBoard event file of a small run.

An implementation of its own with the standard library alone: the CRC-32C by its table, protocol buffers by hand. It checks the CRC against the
check value of the catalog (crc32c("123456789") = 0xE3069283) before it writes. No seed: nothing is random.

Usage: python3 tools/golden/make_events.py
"""
import pathlib
import struct

TABLE = []
for byte in range(256):
    crc = byte
    for _ in range(8):
        crc = (crc >> 1) ^ 0x82F63B78 if crc & 1 else crc >> 1
    TABLE.append(crc)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def varint(value):
    out = b""
    while value >= 0x80:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def number(field, value):
    return varint(field << 3) + varint(value)


def double(field, value):
    return varint(field << 3 | 1) + struct.pack("<d", value)


def single(field, value):
    return varint(field << 3 | 5) + struct.pack("<f", value)


def blob(field, value):
    value = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(value)) + value


def record(payload):
    length = struct.pack("<Q", len(payload))
    return length + struct.pack("<I", masked(length)) + payload + struct.pack("<I", masked(payload))


def summary(time, step, value):
    return record(double(1, time) + (number(2, step) if step else b"") + blob(5, blob(1, value)))


def plugin(name, content=b""):
    return blob(1, blob(1, name) + (blob(2, content) if content else b""))


assert crc32c(b"123456789") == 0xE3069283
START = 1795236900.0  # 2026-11-21 04:55:00 UTC
out = record(double(1, START) + blob(3, "brain.Event:2"))
hyper = b"".join(
    blob(1, blob(1, key) + blob(2, value))
    for key, value in [("learningRate", double(2, 0.01)), ("model", blob(3, "resnet18")), ("seed", double(2, 7.0)), ("subset", double(2, 0.05))])
out += summary(START, 0, blob(1, "_hparams_/session_start_info") + blob(9, plugin("hparams", number(1, 0) + blob(3, hyper + double(5, START)))))
out += summary(START, 0, blob(1, "_hparams_/session_end_info") + blob(9, plugin("hparams", number(1, 0) + blob(4, number(1, 1) + double(2, START + 90)))))
text = "| | |\n|-|-|\n| id | {id} |\n| name | tiny |\n| status | completed |\n| split | abc |\n| subset | 5% |\n"
TEXT_AT = len(out)
run_id = "20261121-0455-0000"
tensor = number(1, 7) + blob(2, b"") + blob(8, text.format(id=run_id))
out += summary(START, 0, blob(1, "run") + blob(8, tensor) + blob(9, plugin("text") + number(4, 2)))
for seconds, step, tag, value in [(1.5, 20, "train/loss", 2.25), (1.5, 20, "train/lr", 0.001), (30.0, 300, "valid/accuracy", 0.75), (60.0, 600, "train/loss", float("inf"))]:
    out += summary(START + seconds, step, blob(1, tag) + single(2, value))

path = pathlib.Path(__file__).resolve().parents[2] / "tests/Hone.Method.Tests/Goldens/run.tfevents"
path.parent.mkdir(exist_ok=True)
path.write_bytes(out)
print(path, len(out), "bytes")
