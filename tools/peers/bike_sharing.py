"""What scikit-learn reaches on bike sharing with the rows and columns of samples/BikeSharing: the peer of the row `bike`.

    /usr/bin/python3 tools/peers/bike_sharing.py DATA-FOLDER

Needs scikit-learn; prints the root mean squared error of log(1 + bikes) for three seeds.
"""
import csv
import datetime
import gzip
import math
import os
import sys

import numpy
import sklearn
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor


def read(folder):
    path = os.path.join(folder, "bike-hour.csv.gz")
    with gzip.open(path, "rt") as file:
        rows = list(csv.DictReader(file))
    names = ["season", "yr", "mnth", "hr", "holiday", "weekday", "workingday", "weathersit", "temp", "atemp", "hum", "windspeed"]
    features = []
    for row in rows:
        day = datetime.datetime.strptime(row["dteday"], "%m/%d/%y")
        next_day = day + datetime.timedelta(days=1)
        values = [float(row[name]) for name in names]
        values += [day.year, day.month, day.isocalendar()[1], day.day, day.weekday(), day.timetuple().tm_yday]
        values += [next_day.day == 1, day.day == 1]
        values += [next_day.day == 1 and day.month % 3 == 0, day.day == 1 and day.month % 3 == 1]
        values += [next_day.day == 1 and day.month == 12, day.day == 1 and day.month == 1]
        values += [(day - datetime.datetime(1970, 1, 1)).total_seconds()]
        features.append(values)
    return numpy.array(features, dtype=numpy.float64), numpy.array([math.log1p(float(row["cnt"])) for row in rows]), names.index("weathersit")


def rmse(predictions, truth):
    return float(numpy.sqrt(numpy.mean((predictions - truth) ** 2)))


def main():
    features, target, weather = read(sys.argv[1])
    cut = len(target) - int(0.2 * len(target))
    print("scikit-learn", sklearn.__version__)
    for seed in (1, 2, 3):
        boosting = HistGradientBoostingRegressor(random_state=seed, categorical_features=[weather]).fit(features[:cut], target[:cut])
        line = f"seed {seed}: HistGradientBoosting {rmse(boosting.predict(features[cut:]), target[cut:]):.4f}"
        forest = RandomForestRegressor(random_state=seed, n_jobs=2).fit(features[:cut], target[:cut])
        print(line, f"forest {rmse(forest.predict(features[cut:]), target[cut:]):.4f}")


main()
