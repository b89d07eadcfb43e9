"""recall@k and NDCG@k over seeded rankings of all items but the known ones, and BPR losses; checked against scikit-learn where it defines them."""
import json
import pathlib

import numpy
import sklearn
import sklearn.metrics

SEED = 7
USERS, ITEMS = 12, 30
TARGET = pathlib.Path(__file__).parents[2] / "tests" / "Hone.Learn.Tests" / "Goldens" / "ranking.json"


def dcg(gains):
    return (gains / numpy.log2(numpy.arange(len(gains)) + 2)).sum()


def main():
    rng = numpy.random.default_rng(SEED)
    scores = rng.permuted(numpy.tile(numpy.arange(ITEMS) / 8.0 - 1.5, (USERS, 1)), axis=1)
    relevance = rng.choice([-1, 0, 1, 2], p=[0.2, 0.6, 0.15, 0.05], size=(USERS, ITEMS))
    relevance[3] = numpy.minimum(relevance[3], 0)  # A user without a relevant item is not counted.
    values, losses = {}, []
    for k in (1, 5, 10, 40):
        recalls, ndcgs = [], []
        for s, r in zip(scores, relevance):
            if not (r > 0).any():
                continue
            order = [i for i in numpy.argsort(-s) if r[i] >= 0]
            found = r[order][:k]
            recalls.append((found > 0).sum() / (r > 0).sum())
            ndcgs.append(dcg(found) / dcg(numpy.sort(r[r > 0])[::-1][:k]))
            kept = r >= 0
            assert abs(sklearn.metrics.ndcg_score([r[kept]], [s[kept]], k=k) - ndcgs[-1]) < 1e-12
        values[f"recall@{k}"] = numpy.mean(recalls)
        values[f"ndcg@{k}"] = numpy.mean(ndcgs)
    for s, r in zip(scores, relevance):
        pairs = [numpy.log1p(numpy.exp(s[j] - s[i])) for i in range(ITEMS) for j in range(ITEMS) if r[i] > 0 and r[j] == 0]
        losses.append(numpy.mean(pairs) if pairs else 0.0)
    counted = sum((r > 0).any() for r in relevance)
    values["bpr"] = sum(losses) / counted
    TARGET.write_text(json.dumps({
        "made_by": f"tools/golden/make_ranking.py, NumPy {numpy.__version__}, scikit-learn {sklearn.__version__}, seed {SEED}",
        "scores": scores.tolist(),
        "relevance": relevance.tolist(),
        "losses": losses,
        "values": values,
    }, default=float) + "\n")


if __name__ == "__main__":
    main()
