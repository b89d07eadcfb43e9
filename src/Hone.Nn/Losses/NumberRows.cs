using System.Globalization;

namespace Hone.Nn;

/// <summary>Predicted and right numbers as rows of one item each, whatever their other axes.</summary>
internal static class NumberRows
{
    /// <summary>Checks that both have as many values an item, and makes the rows: <c>[batch, values]</c>, the target of the prediction's type.</summary>
    public static (Tensor Prediction, Tensor Target) Of(Tensor prediction, Tensor target, string loss)
    {
        RequireFit(prediction, target, loss);
        int batch = prediction.Shape[0];
        return (prediction.Reshape(batch, -1), target.To(prediction.DType).Reshape(batch, -1));
    }

    /// <summary>Throws unless both have as many values an item.</summary>
    public static void RequireFit(Tensor prediction, Tensor target, string loss)
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
    }

    /// <summary>Throws where a parabola cannot become a line at a difference of this size.</summary>
    public static void RequireBend(double bend, string name, string loss)
    {
        if (!(bend > 0 && double.IsFinite(bend)))
        {
            throw new HoneException(
                $"{loss} needs a finite {name} above 0.",
                $"{name} {bend.ToString(CultureInfo.InvariantCulture)}",
                loss,
                "use 1, or MseLoss or L1Loss for the limits");
        }
    }

    /// <summary>Throws where whole numbers are not answers of yes or no: class indices of several classes, which a binary loss would follow without end.</summary>
    public static void RequireYesOrNo(Tensor target, string loss)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (DTypes.IsFloatingPoint(target.DType))
        {
            return;
        }

        foreach (long answer in target.To(DType.Int64).ToArray<long>())
        {
            if (answer is not (0 or 1))
            {
                throw new HoneException($"{loss} reads targets of zeros and ones.", $"{answer} in a target {target.DType} {target.Shape}", loss, "use CrossEntropyLoss for more than two classes");
            }
        }
    }
}
