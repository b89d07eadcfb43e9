namespace Hone.Nn;

/// <summary>Predicted and right numbers as rows of one item each, whatever their other axes.</summary>
internal static class NumberRows
{
    /// <summary>Checks that both have as many values an item, and makes the rows: <c>[batch, values]</c>.</summary>
    public static (Tensor Prediction, Tensor Target) Of(Tensor prediction, Tensor target, string loss)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.ElementCount != target.ElementCount || prediction.Rank == 0 || target.Rank == 0 || prediction.Shape[0] != target.Shape[0])
        {
            throw new ShapeException(
                $"{loss} compares as many values as it predicts, item by item.",
                $"prediction {prediction.Shape}, target {target.Shape}",
                loss,
                "let the last layer have one output for each target");
        }

        int batch = prediction.Shape[0];
        return (prediction.Reshape(batch, -1), target.Reshape(batch, -1));
    }
}
