"""Predictions of scikit-learn's trees and boosted trees on seeded tables.

Where two splits are equally good scikit-learn's trees choose by their random state; a case is kept only if many states agree.
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

SEED = 5
TARGET = pathlib.Path(__file__).parents[2] / "tests" / "Hone.Learn.Tests" / "Goldens" / "trees.json"


def listed(array, digits=None):
    """Numbers for JSON; a missing value becomes null."""
    values = numpy.asarray(array, dtype=float).ravel()
    return [None if numpy.isnan(v) else (round(float(v), digits) if digits else float(v)) for v in values]


def table(rng, rows, columns):
    """Numbers with four digits: exact in JSON and, once they are float32, the same everywhere."""
    return numpy.round(rng.normal(size=(rows, columns)), 4).astype(numpy.float32)


def signal(rng, x):
    return 2 * x[:, 0] - numpy.abs(x[:, 1]) * 1.5 + x[:, 2] * x[:, 0] + 0.3 * rng.normal(size=len(x))


def same_tree(a, b):
    """Whether two fitted trees have the same shape and importances, and split no node that is pure but for rounding."""
    split = a.tree_.children_left >= 0
    same = a.tree_.node_count == b.tree_.node_count and numpy.allclose(a.feature_importances_, b.feature_importances_, atol=1e-12)
    return same and a.tree_.impurity[split].min() > 1e-9


def single_trees(rng):
    cases = []
    for task in ["two", "three", "number"]:
        for options in [dict(max_depth=3), dict(min_samples_leaf=6), dict(min_samples_split=25, min_samples_leaf=3), dict(max_depth=5, min_samples_leaf=5, criterion="entropy"), dict(max_depth=4, weights=True, min_samples_leaf=4)]:
            options = dict(options)
            weighted = options.pop("weights", False)
            if task == "number" and "criterion" in options:
                continue
            for _ in range(500):
                x, test = table(rng, 150, 4), table(rng, 60, 4)
                score = signal(rng, x)
                weights = numpy.round(rng.uniform(0.2, 3, size=len(x)), 3) if weighted else None
                if task == "number":
                    y = numpy.round(score, 4)
                elif task == "two":
                    y = (score > 0).astype(int)
                else:
                    y = numpy.digitize(score, [-1, 0.8])
                kind = DecisionTreeRegressor if task == "number" else DecisionTreeClassifier
                fitted = [kind(random_state=state, **options).fit(x, y, sample_weight=weights) for state in range(12)]
                outputs = [model.predict(test) if task == "number" else model.predict_proba(test) for model in fitted]
                if all(numpy.allclose(outputs[0], other, atol=1e-12) for other in outputs) and all(map(same_tree, fitted, fitted[1:])):
                    break
            else:
                raise RuntimeError("no case without ties: " + str((task, options)))
            cases.append(dict(
                task=task, rows=len(x), test_rows=len(test), columns=4, options=options,
                x=listed(x, 4), y=listed(y), weights=None if weights is None else listed(weights, 3), test=listed(test, 4),
                predictions=listed(outputs[0], 12), importances=listed(fitted[0].feature_importances_, 10), leaves=int(fitted[0].get_n_leaves()), depth=int(fitted[0].get_depth())))
    return cases


def boosted(rng):
    cases = []
    for task in ["two", "three", "number"]:
        variants = [dict(), dict(missing=True), dict(categories=True, missing=True), dict(weights=True, l2_regularization=0.5), dict(max_bins=16, max_depth=3, learning_rate=0.3)]
        if task != "three":
            variants.append(dict(monotonic_cst=[1, -1, 0, 0]))
        for variant in variants:
            options = dict(variant)
            has_missing, has_categories, weighted = (options.pop(k, False) for k in ["missing", "categories", "weights"])
            options.update(max_iter=12, early_stopping=False)
            rows, columns = 320, 4
            x, test = table(rng, rows, columns), table(rng, 60, columns)
            score = signal(rng, x)
            if has_categories:
                for part in [x, test]:
                    part[:, 3] = rng.integers(0, 7, size=len(part))
                score = score + numpy.array([2, -1, 0.5, -2, 1.5, -0.5, 3])[x[:, 3].astype(int)]
                options["categorical_features"] = [3]
            if has_missing:
                score = score + numpy.where(rng.uniform(size=rows) < 0.2, 1, 0)
                for part in [x, test]:
                    for column in [0, 3]:
                        part[rng.uniform(size=len(part)) < 0.15, column] = numpy.nan
            weights = numpy.round(rng.uniform(0.2, 3, size=rows), 3) if weighted else None
            if task == "number":
                y = numpy.round(score, 4)
            elif task == "two":
                y = (score > 0).astype(int)
            else:
                y = numpy.digitize(score, [-1, 0.8])
            kind = HistGradientBoostingRegressor if task == "number" else HistGradientBoostingClassifier
            model = kind(random_state=0, **options).fit(x, y, sample_weight=weights)
            output = model.predict(test) if task == "number" else model.predict_proba(test)
            cases.append(dict(
                task=task, rows=rows, test_rows=len(test), columns=columns, options=options,
                x=listed(x, 4), y=listed(y), weights=None if weights is None else listed(weights, 3), test=listed(test, 4), predictions=listed(output, 10)))
    return cases


def main():
    rng = numpy.random.default_rng(SEED)
    content = dict(
        made_by="tools/golden/make_trees.py", seed=SEED, sklearn=sklearn.__version__, numpy=numpy.__version__,
        trees=single_trees(rng), boosting=boosted(rng))
    TARGET.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    print(TARGET.name, TARGET.stat().st_size, "bytes,", len(content["trees"]), "trees,", len(content["boosting"]), "boosted")


if __name__ == "__main__":
    main()
