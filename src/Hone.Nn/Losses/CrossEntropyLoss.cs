namespace Hone.Nn;

/// <summary>Cross-entropy between logits and classes; the loss of classification.</summary>
/// <remarks>
/// fastai's <c>CrossEntropyLossFlat</c>, with the variants of PyTorch's <c>CrossEntropyLoss</c>; formula of <see cref="TensorOperations.CrossEntropy"/>. The
/// activation is the softmax over the classes, decoding takes the most likely class. Shapes: prediction <c>[batch, classes]</c>, target
/// <c>[batch]</c> (Int64).
/// </remarks>
/// <param name="options">Class weights, ignored index, label smoothing; none unless told. Its reduction does not matter here.</param>
public sealed class CrossEntropyLoss(CrossEntropyOptions? options = null) : Loss
{
    private readonly CrossEntropyOptions _options = options ?? new CrossEntropyOptions();

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        prediction.CrossEntropy(target, reduction == _options.Reduction ? _options : _options with { Reduction = reduction });

    /// <summary>Probabilities: the softmax over the classes.</summary>
    /// <param name="prediction">prediction: [batch, classes]</param>
    /// <returns>[batch, classes]</returns>
    public override Tensor Activation(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        RequireRows(prediction);
        return prediction.Softmax();
    }

    /// <summary>The most likely class of each item; the first of several that are equal.</summary>
    /// <param name="prediction">prediction: [batch, classes]</param>
    /// <returns>[batch], Int64</returns>
    public override Tensor Decode(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        RequireRows(prediction);
        return prediction.ArgMax();
    }

    private static void RequireRows(Tensor prediction)
    {
        if (prediction.Rank != 2 || prediction.Shape[1] == 0)
        {
            throw new ShapeException("CrossEntropyLoss reads predictions: [batch, classes].", $"prediction {prediction.Shape}", nameof(CrossEntropyLoss));
        }
    }
}
