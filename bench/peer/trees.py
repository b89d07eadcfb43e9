"""Random forests of scikit-learn, histogram gradient boosting of scikit-learn and XGBoost: fit, predict, accuracy on rows held out."""
import os
from functools import partial

import numpy

import tables

# A small fit before the clock runs, so that libraries are loaded and threads exist.
WARM_UP_ROWS = 2000


def load(arguments):
    """Imports the library of a workload."""
    if arguments["operation"] == "xgboost-fit":
        import xgboost
        return xgboost
    import sklearn.ensemble
    return sklearn.ensemble


def settings(arguments):
    kinds = {"forest-fit": ForestFit, "forest-predict": ForestPredict, "boosting-fit": BoostingFit, "xgboost-fit": XgboostFit}
    kind = kinds[arguments["operation"]]
    return {kind.NAME: partial(kind, arguments)}


class Run:
    # What the library works with inside: anything else would be converted first.
    DTYPE = numpy.float32

    def __init__(self, arguments):
        self.arguments = arguments
        self.library = load(arguments)
        if arguments["table"] == "adult":
            (x, y), (self.test_x, self.test_y) = tables.adult(os.environ["HONE_DATA"], arguments["missing"])
            self.x, self.y = x.astype(self.DTYPE, copy=False), y
        else:
            rows, test, columns = arguments["rows"], arguments["testRows"], arguments["columns"]
            self.x, self.y = tables.synthetic(0, rows, columns, self.DTYPE)
            self.test_x, self.test_y = tables.synthetic(rows, test, columns, self.DTYPE)
        self.model = self.create().fit(self.x[:WARM_UP_ROWS], self.y[:WARM_UP_ROWS])

    def __call__(self):
        self.model = self.create().fit(self.x, self.y)

    def report(self):
        return {"score": float((self.model.predict(self.test_x) == self.test_y).mean())}


class ForestFit(Run):
    NAME = "scikit-learn RandomForestClassifier"

    def create(self):
        return self.library.RandomForestClassifier(self.arguments["trees"], n_jobs=self.arguments["threads"], random_state=0)


class ForestPredict(ForestFit):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.model = self.create().fit(self.x, self.y)

    def __call__(self):
        self.model.predict_proba(self.test_x)


class BoostingFit(Run):
    NAME = "scikit-learn HistGradientBoostingClassifier"
    DTYPE = numpy.float64

    def create(self):
        return self.library.HistGradientBoostingClassifier(
            max_iter=self.arguments["trees"], max_leaf_nodes=self.arguments["leaves"], learning_rate=self.arguments["rate"],
            early_stopping=False, categorical_features=self.arguments["categorical"] or None)


class XgboostFit(Run):
    NAME = "XGBoost hist"

    def create(self):
        # Leaf by leaf, like the other two; the leaf values are not drawn to 0 by default there.
        return self.library.XGBClassifier(
            n_estimators=self.arguments["trees"], max_leaves=self.arguments["leaves"], learning_rate=self.arguments["rate"],
            tree_method="hist", grow_policy="lossguide", max_depth=0, max_bin=255, reg_lambda=0, n_jobs=self.arguments["threads"])
