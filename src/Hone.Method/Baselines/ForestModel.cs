using Hone.Learn;

namespace Hone.Method;

/// <summary>The random forest of the ladders.</summary>
internal static class ForestModel
{
    public const int Trees = 100;

    public static RungPredictions Predict(LadderTargets targets, TableFeatures features, long seed, CancellationToken cancellationToken)
    {
        if (features.Names.Count == 0)
        {
            throw new BaselineException(ExitCode.NotChecked, "at least one feature beside the target", "0 features", "the columns of the table", "look at the notes of the ladder");
        }

        TreeData train = TreeData.FromColumns(features.TrainColumns, new TreeDataOptions { Names = features.Names });
        TreeData valid = TreeData.FromColumns(features.ValidColumns, new TreeDataOptions { Names = features.Names });
        var options = new ForestOptions { Trees = Trees, Seed = seed, MinSamplesLeaf = 3, MaxFeatures = MaxFeatures.Fraction(0.5) };
        var fit = new TreeFitOptions { CancellationToken = cancellationToken };
        double[] outputs;
        if (targets.IsOfClasses)
        {
            RandomForestClassifier forest = RandomForestClassifier.Fit(train, targets.TrainClasses, options, fit);
            outputs = Widen(forest.PredictProbabilities(valid), forest.Classes, targets);
        }
        else
        {
            outputs = RandomForestRegressor.Fit(train, targets.Train, options, fit).Predict(valid);
        }

        return new RungPredictions(Array.ConvertAll(outputs, value => (float)value));
    }

    /// <summary>Trees know the classes up to the largest in training; a class of the validation part alone gets probability 0.</summary>
    public static double[] Widen(double[] shares, int classes, LadderTargets targets)
    {
        if (classes == targets.Width)
        {
            return shares;
        }

        var wide = new double[targets.Valid.Length * targets.Width];
        for (int row = 0; row < targets.Valid.Length; row++)
        {
            Array.Copy(shares, row * classes, wide, row * targets.Width, classes);
        }

        return wide;
    }
}
