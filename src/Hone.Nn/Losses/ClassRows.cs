namespace Hone.Nn;

/// <summary>Scores <c>[batch, classes, ...]</c> with one answer for each item and place, as rows: <c>[batch * places, classes]</c>.</summary>
/// <remarks>Images lie channels-last in memory, so for them this is a view.</remarks>
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
    public static ClassRows Of(Tensor prediction, Tensor target, string loss)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        Require(prediction, loss);
        int batch = prediction.Shape[0];
        if (prediction.Rank == 2)
        {
            // fastai flattens a target [batch, 1] as well.
            Tensor flat = target.DType == DType.Int64 && target.Rank == 2 && target.Shape[1] == 1 ? target.Reshape(batch) : target;
            return new ClassRows(prediction, flat, batch);
        }

        int[] places = prediction.Shape.ToArray()[2..];
        if (target.DType != DType.Int64 || !target.Shape.AsSpan().SequenceEqual([batch, .. places]))
        {
            throw new ShapeException(
                $"{loss} compares a prediction [batch, classes, ...] with class indices [batch, ...] of Int64.",
                $"prediction {prediction.Shape}, target {target.DType} {target.Shape}",
                loss,
                "let the model answer at the size of its targets");
        }

        int[] order = [0, .. Enumerable.Range(2, prediction.Rank - 2), 1];
        return new ClassRows(prediction.Permute(order).Reshape(-1, prediction.Shape[1]), target.Reshape(-1), batch);
    }

    /// <summary>Throws unless the prediction is <c>[batch, classes, ...]</c>.</summary>
    public static void Require(Tensor prediction, string loss)
    {
        if (prediction.Rank < 2 || prediction.Shape[1] == 0)
        {
            throw new ShapeException($"{loss} reads predictions: [batch, classes, ...].", $"prediction {prediction.Shape}", loss);
        }
    }

    /// <summary>One loss for each item from one for each row: the mean over its places.</summary>
    public Tensor PerItem(Tensor losses) => losses.ElementCount == Batch ? losses : losses.Reshape(Batch, -1).Mean([1]);
}
