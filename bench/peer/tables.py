"""The tables that the tree workloads share with the other side: Adult from its files, and a synthetic one that is calculated, bit by bit the same."""
import array
import csv
import gzip
import os

import numpy

ADULT_NUMBERS = (0, 2, 4, 10, 11, 12)
ADULT_COLUMNS = 14
HASHES_PER_ROW = 32
PART_ROWS = 10_000


def adult(folder, missing):
    """Train and test rows, categories numbered as they first occur. `missing`: "?" is NaN instead of a category."""
    codes = [{} for _ in range(ADULT_COLUMNS)]
    return [_adult_part(os.path.join(folder, f"adult-{part}.csv.gz"), codes, missing) for part in ("train", "test")]


def _adult_part(path, codes, missing):
    columns, classes = [array.array("f") for _ in range(ADULT_COLUMNS)], array.array("b")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        for fields in csv.reader(text, skipinitialspace=True):
            if len(fields) <= ADULT_COLUMNS:
                continue
            for column, field in enumerate(fields[:ADULT_COLUMNS]):
                if missing and field == "?":
                    columns[column].append(float("nan"))
                elif column in ADULT_NUMBERS:
                    columns[column].append(float(field))
                else:
                    columns[column].append(codes[column].setdefault(field, len(codes[column])))
            classes.append(fields[ADULT_COLUMNS].startswith(">50K"))
    table = numpy.column_stack([numpy.frombuffer(column, dtype=numpy.float32) for column in columns])
    return numpy.ascontiguousarray(table), numpy.array(classes, dtype=numpy.int64)


def synthetic(first, rows, columns, dtype):
    """Rows from `first` on: even numbers in [0, 1) and a class that follows six columns and noise. Made in parts, so that little memory beside the table is used."""
    table, classes = numpy.empty((rows, columns), dtype=dtype), numpy.empty(rows, dtype=numpy.int64)
    for start in range(0, rows, PART_ROWS):
        count = min(PART_ROWS, rows - start)
        table[start:start + count], classes[start:start + count] = _synthetic_part(first + start, count, columns)
    return table, classes


def _synthetic_part(first, rows, columns):
    at = numpy.arange(first * HASHES_PER_ROW, (first + rows) * HASHES_PER_ROW, dtype=numpy.uint64)
    units = (_mix(at).reshape(rows, HASHES_PER_ROW) >> numpy.uint64(40)).astype(numpy.float64) * 2.0 ** -24
    x, noise = units[:, :columns], units[:, HASHES_PER_ROW - 4:]
    score = (x[:, 0] - 0.5) * (x[:, 1] - 0.5) * 8
    score = score + x[:, 2]
    score = score + x[:, 3] * x[:, 3]
    score = score + numpy.where(x[:, 4] > 0.5, x[:, 5], 1 - x[:, 5])
    score = score + (noise[:, 0] + noise[:, 1] + noise[:, 2] + noise[:, 3] - 2)
    return x, score > 1.33


def _mix(x):
    """The finalizer of SplitMix64 over a counter."""
    with numpy.errstate(over="ignore"):
        x = x * numpy.uint64(0x9E3779B97F4A7C15) + numpy.uint64(0x1234567)
        x = (x ^ (x >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return x ^ (x >> numpy.uint64(31))
