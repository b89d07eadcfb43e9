namespace Hone.Learn;

/// <summary>Where the classes of scores lie, and which class indices fit them.</summary>
internal static class ClassAxis
{
    /// <summary>The axis of the classes, counted from the front.</summary>
    /// <param name="prediction">Scores with the batch along axis 0.</param>
    /// <param name="target">Class indices: the shape of the scores without the classes, or <c>[batch, 1]</c> for <c>[batch, classes]</c>.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative.</param>
    /// <param name="metric">Name of the metric that asks.</param>
    /// <exception cref="ShapeException">There are no classes along the axis, or the target does not fit.</exception>
    public static int Of(Tensor prediction, Tensor target, int axis, string metric)
    {
        int rank = prediction.Rank;
        int classAxis = axis < 0 ? rank + axis : axis;
        bool hasClasses = classAxis >= 1 && classAxis < rank && prediction.Shape[classAxis] > 0;
        if (hasClasses && target.DType == DType.Int64 && Fits(prediction.Shape, target.Shape, classAxis))
        {
            return classAxis;
        }

        string scores = axis == 1 ? "Scores [batch, classes, ...]" : $"Scores with the batch along axis 0 and the classes along axis {axis},";
        bool fitsLast = classAxis != rank - 1 && rank > 2 && Fits(prediction.Shape, target.Shape, rank - 1);
        throw new ShapeException(
            $"{scores} and class indices [batch, ...] of Int64.",
            $"{prediction.Shape} and {target.Shape}, {prediction.DType} and {target.DType}",
            metric,
            HowToFit(prediction, target, fitsLast));
    }

    private static string HowToFit(Tensor prediction, Tensor target, bool fitsLast)
    {
        if (fitsLast)
        {
            return "pass axis: -1 if the classes lie along the last axis";
        }

        return target.DType != DType.Int64 && prediction.Rank == 2 && prediction.Shape == target.Shape
            ? "these targets are several labels for each item: use the metrics for those, AccuracyMulti, FBetaMulti (F1 unless told), PrecisionMulti, RecallMulti, JaccardMulti, RocAucMulti"
            : "let the model answer at the size of its targets";
    }

    /// <summary>Refuses the axis of the batch already where a metric is made.</summary>
    public static int Checked(int axis)
    {
        ArgumentOutOfRangeException.ThrowIfZero(axis);
        return axis;
    }

    private static bool Fits(Shape scores, Shape target, int classAxis)
    {
        ReadOnlySpan<int> sizes = scores.AsSpan();
        ReadOnlySpan<int> answers = target.AsSpan();
        bool isColumn = sizes.Length == 2 && answers.SequenceEqual([sizes[0], 1]);
        return isColumn || (answers.Length == sizes.Length - 1 && answers[..classAxis].SequenceEqual(sizes[..classAxis]) && answers[classAxis..].SequenceEqual(sizes[(classAxis + 1)..]));
    }
}
