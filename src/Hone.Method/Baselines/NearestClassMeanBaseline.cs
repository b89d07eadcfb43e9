namespace Hone.Method;

/// <summary>
/// Averages the training items of each class and gives an item the class of the nearest average: the pixel-similarity baseline of
/// "Deep Learning for Coders", chapter 4, for any number of classes.
/// </summary>
/// <remarks>Distance is Euclidean; probabilities are softmax(-d^2 / s) with s the mean squared distance to the own class in training.</remarks>
public sealed class NearestClassMeanBaseline : Baseline
{
    /// <inheritdoc/>
    public override string Name => "nearest class mean";

    /// <inheritdoc/>
    public override string Description => "the class whose average training image is nearest";

    /// <inheritdoc/>
    public override float[] FitPredict(BaselineData train, BaselineData valid, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(valid);
        double[][] means = ClassMeans(train);
        double spread = 0;
        for (int item = 0; item < train.Count; item++)
        {
            spread += SquaredDistance(train.Row(item), means[train.Labels[item]]) / train.Count;
        }

        var outputs = new float[valid.Count * train.ClassCount];
        var scores = new double[train.ClassCount];
        for (int item = 0; item < valid.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int c = 0; c < scores.Length; c++)
            {
                scores[c] = -SquaredDistance(valid.Row(item), means[c]) / Math.Max(spread, double.Epsilon);
            }

            double best = scores.Max();
            double total = scores.Sum(score => Math.Exp(score - best));
            for (int c = 0; c < scores.Length; c++)
            {
                outputs[(item * scores.Length) + c] = (float)(Math.Exp(scores[c] - best) / total);
            }
        }

        return outputs;
    }

    private static double[][] ClassMeans(BaselineData train)
    {
        var means = new double[train.ClassCount][];
        var counts = new int[train.ClassCount];
        for (int c = 0; c < means.Length; c++)
        {
            means[c] = new double[train.FeatureCount];
        }

        for (int item = 0; item < train.Count; item++)
        {
            double[] mean = means[train.Labels[item]];
            ReadOnlySpan<float> row = train.Row(item);
            counts[train.Labels[item]]++;
            for (int f = 0; f < row.Length; f++)
            {
                mean[f] += row[f];
            }
        }

        for (int c = 0; c < means.Length; c++)
        {
            for (int f = 0; f < means[c].Length; f++)
            {
                // A class without training items has no mean; NaN would hide it, infinity is never the nearest.
                means[c][f] = counts[c] == 0 ? double.PositiveInfinity : means[c][f] / counts[c];
            }
        }

        return means;
    }

    private static double SquaredDistance(ReadOnlySpan<float> row, double[] mean)
    {
        double sum = 0;
        for (int f = 0; f < row.Length; f++)
        {
            double difference = row[f] - mean[f];
            sum += difference * difference;
        }

        return sum;
    }
}
