namespace Hone.Learn;

/// <summary>A model of trees that predicts classes.</summary>
public abstract class TreeClassifier : TreeModel
{
    private protected TreeClassifier(TreeEnsemble ensemble, IReadOnlyList<string> featureNames, int classes)
        : base(ensemble, featureNames) => Classes = classes;

    /// <summary>Number of classes: one more than the largest index seen in the fit.</summary>
    public int Classes { get; }

    /// <summary>The most probable class of each row; the smaller index where two are equally probable.</summary>
    /// <param name="data">Rows with the columns of the fit.</param>
    /// <returns>[rows].</returns>
    /// <exception cref="HoneDataException">The number of columns differs.</exception>
    public int[] Predict(TreeData data) => Largest(PredictProbabilities(data), Classes);

    /// <summary>The probability of each class for each row.</summary>
    /// <param name="data">Rows with the columns of the fit.</param>
    /// <returns>[rows, classes], each row adding up to 1.</returns>
    /// <exception cref="HoneDataException">The number of columns differs.</exception>
    public abstract double[] PredictProbabilities(TreeData data);

    internal sealed override double[] Response(TreeData data) => PredictProbabilities(data);

    /// <summary>Index of the largest number in each row.</summary>
    internal static int[] Largest(IReadOnlyList<double> scores, int classes)
    {
        var largest = new int[scores.Count / classes];
        for (int row = 0; row < largest.Length; row++)
        {
            int best = 0;
            for (int k = 1; k < classes; k++)
            {
                if (scores[(row * classes) + k] > scores[(row * classes) + best])
                {
                    best = k;
                }
            }

            largest[row] = best;
        }

        return largest;
    }

    /// <summary>The out-of-bag result of class probabilities.</summary>
    private protected static OutOfBag? Score(double[]? probabilities, int[] targets, int classes)
    {
        if (probabilities is null)
        {
            return null;
        }

        int[] predicted = Largest(probabilities, classes);
        int rows = 0;
        int right = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            if (!double.IsNaN(probabilities[row * classes]))
            {
                rows++;
                right += predicted[row] == targets[row] ? 1 : 0;
            }
        }

        return new OutOfBag(rows == 0 ? double.NaN : (double)right / rows, rows, probabilities);
    }
}
