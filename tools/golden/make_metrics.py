"""Metrics of scikit-learn and SciPy on seeded predictions in unequal batches, some of them tied.

Classes are read by the largest score and labels above 0.5, as fastai's metrics do before they call scikit-learn.
"""
import json
import pathlib

import numpy
import scipy
import scipy.special
import scipy.stats
import sklearn
import sklearn.metrics as m

SEED = 11
ITEMS = 60
TARGET = pathlib.Path(__file__).parents[2] / "tests" / "Hone.Learn.Tests" / "Goldens" / "metrics.json"


def rounded(array):
    """Few decimals: they are float32 exactly enough, and scores tie."""
    return numpy.round(array * 4) / 4


def classes(rng, count):
    scores = rounded(rng.normal(size=(ITEMS, count)))
    answers = rng.choice(count, size=ITEMS, p=numpy.arange(1, count + 1) / (count * (count + 1) / 2))
    scores[numpy.arange(ITEMS), answers] += 1
    guess = scores.argmax(1)
    probabilities = scipy.special.softmax(scores, 1)
    labels = list(range(count))
    values = {}
    for average in ["macro", "micro", "weighted"] + (["binary"] if count == 2 else []):
        options = dict(average=average, zero_division=0, labels=None if average == "binary" else labels)
        values["precision_" + average] = m.precision_score(answers, guess, **options)
        values["recall_" + average] = m.recall_score(answers, guess, **options)
        values["f1_" + average] = m.f1_score(answers, guess, **options)
        values["f2_" + average] = m.fbeta_score(answers, guess, beta=2, **options)
        values["jaccard_" + average] = m.jaccard_score(answers, guess, **options)
    values["accuracy"] = m.accuracy_score(answers, guess)
    values["error_rate"] = 1 - values["accuracy"]
    values["hamming_loss"] = m.hamming_loss(answers, guess)
    values["balanced_accuracy"] = m.balanced_accuracy_score(answers, guess)
    values["matthews_corrcoef"] = m.matthews_corrcoef(answers, guess)
    values["cohen_kappa"] = m.cohen_kappa_score(answers, guess)
    values["mean_iou"] = m.jaccard_score(answers, guess, average="macro")
    values["dice_multi"] = m.f1_score(answers, guess, average="macro")
    values["foreground_acc"] = numpy.mean(guess[answers != 0] == answers[answers != 0])
    values["perplexity"] = numpy.exp(m.log_loss(answers, probabilities, labels=labels))
    values["brier_score"] = numpy.mean(((probabilities - numpy.eye(count)[answers]) ** 2).sum(1)) / (2 if count == 2 else 1)
    if count == 2:
        values["dice"] = m.f1_score(answers, guess)
        values["jaccard_coeff"] = m.jaccard_score(answers, guess)
        difference = scores[:, 1] - scores[:, 0]
        values["roc_auc"] = m.roc_auc_score(answers, difference)
        values["average_precision"] = m.average_precision_score(answers, difference)
    else:
        values["roc_auc"] = m.roc_auc_score(answers, probabilities, multi_class="ovr", average="macro", labels=labels)
        values["roc_auc_weighted"] = m.roc_auc_score(answers, probabilities, multi_class="ovr", average="weighted", labels=labels)
    return dict(scores=scores.tolist(), targets=answers.tolist(), values=values)


def places(rng, count, length):
    """One class for each place of an item, as of pixels or tokens; every place is an answer of its own."""
    scores = rounded(rng.normal(size=(ITEMS, length, count)))
    answers = rng.choice(count, size=(ITEMS, length))
    rows, flat, labels = scores.reshape(-1, count), answers.ravel(), list(range(count))
    guess, probabilities = rows.argmax(1), scipy.special.softmax(rows, 1)
    ahead = (rows > rows[numpy.arange(len(flat)), flat][:, None]).sum(1)
    ties = ((rows == rows[numpy.arange(len(flat)), flat][:, None]) & (numpy.arange(count) < flat[:, None])).sum(1)
    values = {
        "accuracy": m.accuracy_score(flat, guess),
        "error_rate": m.zero_one_loss(flat, guess),
        "hamming_loss": m.hamming_loss(flat, guess),
        "top_2_accuracy": numpy.mean(ahead + ties < 2),
        "perplexity": numpy.exp(m.log_loss(flat, probabilities, labels=labels)),
        "brier_score": numpy.mean(((probabilities - numpy.eye(count)[flat]) ** 2).sum(1)),
        "precision_macro": m.precision_score(flat, guess, average="macro"),
        "recall_macro": m.recall_score(flat, guess, average="macro"),
        "f1_macro": m.f1_score(flat, guess, average="macro"),
        "f2_macro": m.fbeta_score(flat, guess, beta=2, average="macro"),
        "jaccard_macro": m.jaccard_score(flat, guess, average="macro"),
        "balanced_accuracy": m.balanced_accuracy_score(flat, guess),
        "matthews_corrcoef": m.matthews_corrcoef(flat, guess),
        "cohen_kappa": m.cohen_kappa_score(flat, guess),
    }
    return dict(scores=scores.reshape(ITEMS, -1).tolist(), targets=answers.tolist(), values=values)


def labels(rng, count):
    scores = rounded(rng.normal(size=(ITEMS, count)) - 0.3)
    answers = (rng.random((ITEMS, count)) < scipy.special.expit(1.5 * scores)).astype(int)
    guess = (scipy.special.expit(scores) > 0.5).astype(int)
    values = {
        "accuracy_multi": numpy.mean(guess == answers),
        "hamming_loss_multi": m.hamming_loss(answers, guess),
        "roc_auc_multi": m.roc_auc_score(answers, scores, average="macro"),
        "average_precision_multi": m.average_precision_score(answers, scores, average="macro"),
    }
    for average in ["macro", "micro", "weighted"]:
        values["precision_multi_" + average] = m.precision_score(answers, guess, average=average, zero_division=0)
        values["recall_multi_" + average] = m.recall_score(answers, guess, average=average, zero_division=0)
        values["f1_multi_" + average] = m.f1_score(answers, guess, average=average, zero_division=0)
        values["f2_multi_" + average] = m.fbeta_score(answers, guess, beta=2, average=average, zero_division=0)
        values["jaccard_multi_" + average] = m.jaccard_score(answers, guess, average=average, zero_division=0)
    correlations = [m.matthews_corrcoef(answers[:, label], guess[:, label]) for label in range(count)]
    values["matthews_corrcoef_multi_macro"] = numpy.mean(correlations)
    values["matthews_corrcoef_multi_weighted"] = numpy.average(correlations, weights=answers.sum(0))
    values["matthews_corrcoef_multi_micro"] = m.matthews_corrcoef(answers.ravel(), guess.ravel())
    probabilities = scipy.special.expit(scores)
    values["brier_score_multi"] = numpy.mean([m.brier_score_loss(answers[:, label], probabilities[:, label]) for label in range(count)])
    return dict(scores=scores.tolist(), targets=answers.tolist(), values=values)


def numbers(rng):
    targets = rounded(numpy.abs(rng.normal(size=ITEMS)) * 2 + 1)
    scores = numpy.abs(rounded(targets + rng.normal(size=ITEMS) * 0.5 + 0.25))
    values = {
        "mse": m.mean_squared_error(targets, scores),
        "rmse": m.mean_squared_error(targets, scores, squared=False),
        "mae": m.mean_absolute_error(targets, scores),
        "msle": m.mean_squared_log_error(targets, scores),
        "exp_rmspe": numpy.sqrt(numpy.mean(((numpy.exp(targets) - numpy.exp(scores)) / numpy.exp(targets)) ** 2)),
        "r2_score": m.r2_score(targets, scores),
        "explained_variance": m.explained_variance_score(targets, scores),
        "pearsonr": scipy.stats.pearsonr(scores, targets)[0],
        "spearmanr": scipy.stats.spearmanr(scores, targets)[0],
    }
    return dict(scores=scores.tolist(), targets=targets.tolist(), values=values)


def main():
    rng = numpy.random.default_rng(SEED)
    content = {
        "made_by": f"tools/golden/make_metrics.py, scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, seed {SEED}",
        "binary": classes(rng, 2),
        "classes": classes(rng, 4),
        "labels": labels(rng, 5),
        "numbers": numbers(rng),
        "places": places(rng, 4, 3),
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(content, indent=None, default=float) + "\n")


if __name__ == "__main__":
    main()
