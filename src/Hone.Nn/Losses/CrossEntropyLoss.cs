namespace Hone.Nn;

/// <summary>Cross-entropy between logits and classes; the loss of classification, and of segmentation with one class for each pixel.</summary>
/// <remarks>
/// <para>fastai's <c>CrossEntropyLossFlat</c>, with the variants of PyTorch's <c>CrossEntropyLoss</c>; formula of <see cref="TensorOperations.CrossEntropy"/>. The
/// activation is the softmax over the classes, decoding takes the most likely class. Loss of an item with several places: the mean over all of them, ignored ones counted as 0.</para>
/// <para>Shapes: prediction <c>[batch, classes, ...]</c> and target <c>[batch, ...]</c> (Int64), or with <c>axis: -1</c>, as of text, <c>[batch, ..., classes]</c> and <c>[batch, ...]</c>. For
/// <c>[batch, classes]</c> both mean the same, a target <c>[batch, 1]</c> is read as <c>[batch]</c>, and probabilities <c>[batch, classes]</c> are a target too.</para>
/// <para>Difference from fastai: the axis is 1 unless told, PyTorch's, which is right for classes, images and masks; fastai's is -1 unless told, and its masks
/// bring a loss with 1. With another axis than 1 <see cref="Kind"/> is null, so that such a learner cannot be exported: a model file reads classes along axis 1.</para>
/// </remarks>
/// <param name="options">Class weights, ignored index, label smoothing; none unless told. Its reduction does not matter here.</param>
/// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told.</param>
/// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
public sealed class CrossEntropyLoss(CrossEntropyOptions? options = null, int axis = 1) : Loss
{
    private readonly CrossEntropyOptions _options = options ?? new CrossEntropyOptions();
    private readonly int _axis = ClassRows.Checked(axis);

    /// <summary>Cross-entropy with soft targets: 1 - eps for the right class, the rest shared by all; fastai's <c>LabelSmoothingCrossEntropyFlat</c>.</summary>
    /// <param name="eps">Share that is given away; 0.1 as in fastai.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public static CrossEntropyLoss LabelSmoothing(double eps = 0.1, int axis = 1) => new(new CrossEntropyOptions { LabelSmoothing = eps }, axis);

    /// <summary>Classes, of which files and tables know that they lie along axis 1; null with another axis, which a file could not tell.</summary>
    public override PredictionKind? Kind => _axis == 1 ? PredictionKind.Classes : null;

    /// <inheritdoc/>
    public override int ClassAxis => _axis;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ClassRows rows = ClassRows.Of(prediction, target, _axis, nameof(CrossEntropyLoss));
        Tensor loss = rows.Scores.CrossEntropy(rows.Answers, reduction == _options.Reduction ? _options : _options with { Reduction = reduction });
        return reduction == Reduction.None ? rows.PerItem(loss) : loss;
    }

    /// <summary>Probabilities: the softmax over the classes.</summary>
    /// <param name="prediction">prediction: [batch, classes, ...]</param>
    /// <returns>[batch, classes, ...]</returns>
    /// <exception cref="ShapeException">The prediction does not have the axis.</exception>
    public override Tensor Activation(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction.Softmax(ClassRows.AxisOf(prediction, _axis, nameof(CrossEntropyLoss)));
    }

    /// <summary>The most likely class of each item or place; the first of several that are equal.</summary>
    /// <param name="prediction">prediction: [batch, classes, ...]</param>
    /// <returns>[batch, ...], Int64</returns>
    /// <exception cref="ShapeException">The prediction does not have the axis.</exception>
    public override Tensor Decode(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction.ArgMax(ClassRows.AxisOf(prediction, _axis, nameof(CrossEntropyLoss)));
    }
}
