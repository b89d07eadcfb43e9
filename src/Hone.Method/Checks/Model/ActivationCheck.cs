using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether one batch comes through the untrained model in good order: warn for layers in which more than 40% of the units answer 0 to every item, and
/// for outputs whose deviation is above 100 or below 0.01; error for outputs that are not finite.
/// </summary>
/// <remarks>
/// A unit is a channel of [batch, channels, ...] or a column of [batch, columns]; only activations that can be 0 for a whole unit (ReLU and its like) are
/// counted as dead. Vanishing is a matter of layers with weights, and of two in a row: activations and means only pass on what came, and a normalization behind a small layer makes it large again. The last layer
/// alone may be small: that is a good beginning (<see cref="InitialLossCheck"/> judges it). A layer that was made to start at 0, such as the last scale of a residual branch, is not small, nor is an embedding,
/// which starts so on purpose and has nothing before it.
/// The limits are wider than the 0.1 to 10 of a training under way: PyTorch's first weights shrink a plain net by 0.4 a layer and still train.
/// </remarks>
/// <param name="probe">The model and the batch.</param>
public sealed class ActivationCheck(ModelProbe probe) : Check
{
    private const double LargestDeadShare = 0.4;
    private const double LargestDeviation = 100;
    private const double SmallestDeviation = 0.01;

    /// <inheritdoc/>
    public override string Id => "model/activations";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Module model = probe.CreateModel();
        model.Train();
        var dead = new List<string>();
        var exploding = new List<string>();
        var weighted = new List<(string Path, double Deviation, bool IsSmall)>();
        var broken = new List<string>();
        int layers = 0;
        double least = double.PositiveInfinity;
        double most = 0;
        LayerOutputs.Watch(model, probe.Inputs(), (path, layer, output) =>
        {
            if (output.DType != DType.Float32 || output.ElementCount == 0)
            {
                return;
            }

            layers++;
            float[] values = output.ToArray<float>();
            double deviation = Deviation(values);
            if (!double.IsFinite(deviation))
            {
                broken.Add(path);
                return;
            }

            least = deviation > 0 ? Math.Min(least, deviation) : least;
            most = Math.Max(most, deviation);
            if (layer.Parameters().Any())
            {
                weighted.Add((path, deviation, deviation < SmallestDeviation && layer is not Embedding && !StartsAtZero(values)));
            }

            double share = DeadShare(output.Shape, values);
            if (share > LargestDeadShare && CanDie(layer, values))
            {
                dead.Add($"{path}: {100 * share:0}% dead");
            }
            else if (deviation > LargestDeviation)
            {
                exploding.Add($"{path}: deviation {deviation:0.##e+0}");
            }
        });

        List<string> vanishing = [.. weighted.Zip(weighted.Skip(1)).Where(pair => pair.First.IsSmall && pair.Second.IsSmall).Select(pair => $"{pair.First.Path}: deviation {pair.First.Deviation:0.##e+0}")];
        var findings = new List<Finding>();
        Add(findings, "model/not-finite", Severity.Error, broken, layers, "give outputs that are not finite", "finite", "normalize the input, and look for a division or logarithm in the first of these layers", "NaN spreads to every weight in one step");
        Add(findings, "model/exploding", Severity.Warn, exploding, layers, "explode", $"deviation up to {LargestDeviation}", "initialize with Kaiming's rule, or put normalization between the layers; normalize the input", "the loss starts huge and the first steps destroy the first weights");
        Add(findings, "model/vanishing", Severity.Warn, vanishing, layers, "vanish", $"deviation from {SmallestDeviation}", "initialize with Kaiming's rule, or put normalization between the layers", "gradients shrink in the same way, and the first layers learn nothing");
        Add(findings, "model/dead-units", Severity.Warn, dead, layers, "have units that answer 0 to every item", $"{100 * LargestDeadShare:0}% of the units", "look at the bias and the first weights before that layer, lower the learning rate, or use LeakyReLU or GELU", "a dead unit gets no gradient and does not come back");
        return CheckResult.Of(Id, $"{layers} layers, deviations {least:0.###} to {most:0.###} (n = {probe.Count})", findings);
    }

    private static double Deviation(float[] values)
    {
        double mean = 0;
        foreach (float value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        double squares = 0;
        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length);
    }

    /// <summary>The share of channels or columns that are 0 for every item and place.</summary>
    private static double DeadShare(Shape shape, float[] values)
    {
        if (shape.Rank < 2 || shape[1] == 0)
        {
            return 0;
        }

        int units = shape[1];
        int places = values.Length / (shape[0] * units);
        var alive = new bool[units];
        for (int i = 0; i < values.Length; i++)
        {
            alive[i / places % units] |= values[i] != 0;
        }

        return 1 - ((double)alive.Count(unit => unit) / units);
    }

    // A layer with parameters that gives zeros was made to; an activation gives them because of what comes in.
    private static bool CanDie(Module layer, float[] values) =>
        !layer.Parameters().Any() && layer is not DropoutLayer and not Embedding && values.Min() >= 0;

    private static bool StartsAtZero(float[] values) => Array.TrueForAll(values, value => value == values[0]);

    private void Add(List<Finding> findings, string id, Severity severity, List<string> where, int layers, string what, string threshold, string howToFix, string why)
    {
        if (where.Count > 0)
        {
            findings.Add(new Finding
            {
                Id = id,
                Severity = severity,
                What = $"{where.Count} of {layers} layers {what}",
                Evidence = string.Join("; ", where.Take(3)),
                N = probe.Count,
                Threshold = threshold,
                HowToFix = howToFix,
                Why = why,
            });
        }
    }
}
