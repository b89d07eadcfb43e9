using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether the loss of the untrained model is what guessing costs (M33). What guessing costs is the loss of a constant answer for this batch: with equal
/// scores ln K for K classes and ln 2 for labels; with the class shares of the batch the entropy of those shares; for numbers the mean square of the target
/// with the answer 0, and its variance with the answer mean(y). warn when the loss is more than 10% outside what these two cost, for numbers when it is
/// more than twice or less than half of them.
/// </summary>
/// <remarks>Source: Karpathy, "A Recipe for Training Neural Networks" (2019), "verify loss @ init"; the prior counts as well because a last bias may be set to it.</remarks>
/// <param name="probe">The model and the batch.</param>
public sealed class InitialLossCheck(ModelProbe probe) : Check
{
    private const double LargestDeviation = 0.1;

    // First weights give outputs with a deviation of their own, which a squared error adds to the variance of the target.
    private const double LargestFactorForNumbers = 2;

    /// <inheritdoc/>
    public override string Id => "model/initial-loss";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Module model = probe.CreateModel();
        double loss;
        double guess;
        double prior;
        using (StepScope.Begin())
        using (NoGrad.Enter())
        {
            Tensor prediction = model.Forward(probe.Inputs());
            loss = probe.LossOf(prediction).Item();
            guess = probe.LossOf(TensorCopy.Zeros(prediction)).Item();
            prior = PriorAnswer(prediction) is { } answer ? probe.LossOf(answer).Item() : guess;
        }

        bool isNumber = probe.Loss.Kind == PredictionKind.Numbers;
        double low = Math.Min(guess, prior) * (isNumber ? 1 / LargestFactorForNumbers : 1 - LargestDeviation);
        double high = Math.Max(guess, prior) * (isNumber ? LargestFactorForNumbers : 1 + LargestDeviation);
        string costs = Costs(guess, prior, isNumber);
        string what = $"loss {loss:0.000} before training, {costs} (n = {probe.Count})";
        if (loss >= low && loss <= high)
        {
            return CheckResult.Pass(Id, what);
        }

        return CheckResult.Of(Id, what, [new Finding
        {
            Id = Id,
            Severity = Severity.Warn,
            What = $"the loss before training is {loss:0.000}, guessing costs {costs}",
            Evidence = $"{100 * ((loss / guess) - 1):+0;-0}%",
            N = probe.Count,
            Threshold = $"{low:0.###} to {high:0.###}",
            HowToFix = HowToFix(loss > high, isNumber),
            Why = "a model that is wrong with confidence wastes its first epochs, and a second softmax or a wrong number of classes shows here first",
        }]);
    }

    private static string HowToFix(bool isHigh, bool isNumber)
    {
        if (!isHigh)
        {
            return "look for the answer in the input: an untrained model cannot know better than to guess";
        }

        return isNumber
            ? "standardize the target, or set the bias of the last layer to mean(y); then normalize the input"
            : "normalize the input, initialize the last layer with smaller weights, and compare the number of outputs with the number of classes";
    }

    private string Costs(double guess, double prior, bool isNumber)
    {
        if (isNumber)
        {
            return $"{guess:0.000} with the answer 0 and {prior:0.000} with mean(y)";
        }

        double logarithm = Math.Log(probe.ClassCount);
        return probe.Loss.Kind == PredictionKind.Classes && Math.Abs(guess - logarithm) < 1e-3
            ? $"ln {probe.ClassCount} = {logarithm:0.000}"
            : $"{guess:0.000}";
    }

    /// <summary>The best constant answer for this batch, in the shape of the prediction; null where there is none to compute.</summary>
    private Tensor? PriorAnswer(Tensor prediction) => probe.Loss.Kind switch
    {
        PredictionKind.Classes when prediction.Rank >= 2 && probe.Targets.Length > 0 => ClassPrior(prediction),
        PredictionKind.Numbers when prediction.ElementCount == probe.Target().ElementCount => Means(prediction),
        _ => null,
    };

    private Tensor ClassPrior(Tensor prediction)
    {
        int classes = prediction.Shape[1];
        var scores = new float[classes];
        foreach (long target in probe.Targets)
        {
            if (target >= 0 && target < classes)
            {
                scores[target]++;
            }
        }

        for (int i = 0; i < classes; i++)
        {
            scores[i] = MathF.Log(Math.Max(scores[i], 1e-6f));
        }

        int places = prediction.ElementCount / (prediction.Shape[0] * classes);
        return Filled(prediction, position => scores[position / places % classes]);
    }

    private Tensor Means(Tensor prediction)
    {
        float[] targets = probe.Target().To(DType.Float32).ToArray<float>();
        int width = targets.Length / probe.Count;
        var means = new double[width];
        for (int i = 0; i < targets.Length; i++)
        {
            means[i % width] += targets[i] / (double)probe.Count;
        }

        return Filled(prediction, position => (float)means[position % width]);
    }

    private static Tensor Filled(Tensor prediction, Func<int, float> valueAt)
    {
        var values = new float[prediction.ElementCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = valueAt(i);
        }

        return Tensor.From(values, prediction.Shape);
    }
}
