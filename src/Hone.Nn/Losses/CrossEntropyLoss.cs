namespace Hone.Nn;

/// <summary>Cross-entropy between logits and classes; the loss of classification, and of segmentation with one class for each pixel.</summary>
/// <remarks>
/// fastai's <c>CrossEntropyLossFlat</c> (also with <c>axis=1</c>), with the variants of PyTorch's <c>CrossEntropyLoss</c>; formula of <see cref="TensorOperations.CrossEntropy"/>. The
/// activation is the softmax over the classes, decoding takes the most likely class. Shapes: prediction <c>[batch, classes, ...]</c>, target
/// <c>[batch, ...]</c> (Int64). Loss of an item with several places: the mean over all of them, ignored ones counted as 0.
/// </remarks>
/// <param name="options">Class weights, ignored index, label smoothing; none unless told. Its reduction does not matter here.</param>
public sealed class CrossEntropyLoss(CrossEntropyOptions? options = null) : Loss
{
    private readonly CrossEntropyOptions _options = options ?? new CrossEntropyOptions();

    /// <summary>Cross-entropy with soft targets: 1 - eps for the right class, the rest shared by all; fastai's <c>LabelSmoothingCrossEntropyFlat</c>.</summary>
    /// <param name="eps">Share that is given away; 0.1 as in fastai.</param>
    /// <returns>The loss.</returns>
    public static CrossEntropyLoss LabelSmoothing(double eps = 0.1) => new(new CrossEntropyOptions { LabelSmoothing = eps });

    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Classes;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ClassRows rows = ClassRows.Of(prediction, target, nameof(CrossEntropyLoss));
        Tensor loss = rows.Scores.CrossEntropy(rows.Answers, reduction == _options.Reduction ? _options : _options with { Reduction = reduction });
        return reduction == Reduction.None ? rows.PerItem(loss) : loss;
    }

    /// <summary>Probabilities: the softmax over the classes.</summary>
    /// <param name="prediction">prediction: [batch, classes, ...]</param>
    /// <returns>[batch, classes, ...]</returns>
    public override Tensor Activation(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ClassRows.Require(prediction, nameof(CrossEntropyLoss));
        return prediction.Softmax(1);
    }

    /// <summary>The most likely class of each item or place; the first of several that are equal.</summary>
    /// <param name="prediction">prediction: [batch, classes, ...]</param>
    /// <returns>[batch, ...], Int64</returns>
    public override Tensor Decode(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ClassRows.Require(prediction, nameof(CrossEntropyLoss));
        return prediction.ArgMax(1);
    }
}
