namespace Hone.Nn;

/// <summary>Scores <c>[batch, ...]</c> with the classes along one axis, and one answer for each item and place, as rows: <c>[batch * places, classes]</c>.</summary>
/// <remarks>Images lie channels-last in memory, so for them this is a view; so it is for classes along the last axis.</remarks>
internal readonly struct ClassRows
{
    private ClassRows(Tensor scores, Tensor answers, int batch)
    {
        Scores = scores;
        Answers = answers;
        Batch = batch;
    }

    /// <summary>[rows, classes]</summary>
    public Tensor Scores { get; }

    /// <summary>[rows], or [rows, classes] for probabilities.</summary>
    public Tensor Answers { get; }

    private int Batch { get; }

    /// <summary>Checks the shapes and makes the rows.</summary>
    public static ClassRows Of(Tensor prediction, Tensor target, int axis, string loss)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        int classAxis = AxisOf(prediction, axis, loss);
        int batch = prediction.Shape[0];
        if (prediction.Rank == 2)
        {
            // fastai flattens a target [batch, 1] as well.
            Tensor flat = target.DType == DType.Int64 && target.Rank == 2 && target.Shape[1] == 1 ? target.Reshape(batch) : target;
            return new ClassRows(prediction, flat, batch);
        }

        int[] others = [.. Enumerable.Range(0, prediction.Rank).Where(other => other != classAxis)];
        int[] places = [.. others.Select(other => prediction.Shape[other])];
        if (target.DType != DType.Int64 || !target.Shape.AsSpan().SequenceEqual(places))
        {
            throw new ShapeException(
                $"{loss} with the classes along axis {classAxis} of {prediction.Shape} compares it with class indices [{string.Join(", ", places)}] of Int64.",
                $"prediction {prediction.Shape}, target {target.DType} {target.Shape}",
                loss,
                HowToFit(prediction, target, classAxis));
        }

        return new ClassRows(prediction.Permute([.. others, classAxis]).Reshape(-1, prediction.Shape[classAxis]), target.Reshape(-1), batch);
    }

    /// <summary>The axis of the classes, counted from the front.</summary>
    /// <exception cref="ShapeException">The prediction has no such axis behind that of the batch, or no classes along it.</exception>
    public static int AxisOf(Tensor prediction, int axis, string loss)
    {
        int rank = prediction.Rank;
        int classAxis = axis < 0 ? rank + axis : axis;
        if (classAxis < 1 || classAxis >= rank || prediction.Shape[classAxis] == 0)
        {
            string classes = axis == 1 ? "[batch, classes, ...]" : $"with the batch along axis 0 and the classes along axis {axis}";
            throw new ShapeException($"{loss} reads predictions: {classes}.", $"prediction {prediction.Shape}", loss, rank < 2 ? "let the last layer have one output for each class" : $"pass an axis of 1 to {rank - 1}, or of {1 - rank} to -1, along which there are classes");
        }

        return classAxis;
    }

    /// <summary>Refuses the axis of the batch already where a loss is made.</summary>
    public static int Checked(int axis)
    {
        ArgumentOutOfRangeException.ThrowIfZero(axis);
        return axis;
    }

    /// <summary>One loss for each item from one for each row: the mean over its places.</summary>
    public Tensor PerItem(Tensor losses) => losses.ElementCount == Batch ? losses : losses.Reshape(Batch, -1).Mean([1]);

    /// <summary>Another axis, where the classes along it would fit the target.</summary>
    private static string HowToFit(Tensor prediction, Tensor target, int classAxis)
    {
        int last = prediction.Rank - 1;
        bool fitsLast = classAxis != last && target.Shape.AsSpan().SequenceEqual(prediction.Shape.AsSpan()[..last]);
        return fitsLast ? "pass axis: -1 if the classes lie along the last axis" : "let the model answer at the size of its targets";
    }
}
