namespace Hone.Learn;

/// <summary>Calls a function of the user as a metric.</summary>
internal static class MetricFunction
{
    /// <summary>The number of items of a batch.</summary>
    /// <exception cref="ShapeException">Outputs and targets are not of the same items.</exception>
    public static int Items(Tensor prediction, Tensor target, string metric)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        return prediction.Rank > 0 && target.Rank > 0 && prediction.Shape[0] == target.Shape[0]
            ? prediction.Shape[0]
            : throw new ShapeException("Outputs [batch, ...] and targets [batch, ...].", $"{prediction.Shape} and {target.Shape}", metric, "keep the batch along axis 0 of what the model returns");
    }

    /// <summary>The value of a function.</summary>
    /// <exception cref="HoneException">It failed; the message names the metric and the shapes.</exception>
    public static double Call(Func<Tensor, Tensor, double> function, Tensor prediction, Tensor target, string metric)
    {
        try
        {
            return function(prediction, target);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new HoneException(
                $"A number from the function of the metric {metric}.",
                $"{error.GetType().Name}: {error.Message.Split('\n')[0]}",
                $"{metric} of outputs {prediction.DType} {prediction.Shape} and targets {target.DType} {target.Shape}",
                "call the function with tensors of these shapes and types",
                error);
        }
    }
}
