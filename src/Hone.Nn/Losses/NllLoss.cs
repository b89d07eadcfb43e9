namespace Hone.Nn;

/// <summary>The negative log likelihood of classes, for models that end with a log softmax.</summary>
/// <remarks>
/// <para>PyTorch's <c>NLLLoss</c>; formula of <see cref="TensorOperations.NllLoss"/>: -w[t] x[t], whose mean divides by the sum of w[t] over what is not ignored. Prefer
/// <see cref="CrossEntropyLoss"/> over a model without a <see cref="LogSoftmax"/>: it is the same in one pass.</para>
/// <para>The activation is the softmax over the classes, which makes of log probabilities the probabilities themselves, as files and tables do that know the classes alone; decoding takes the most likely
/// class. fastai shows the output of a model with this loss as it is. Loss of an item with several places: the mean over all of them, ignored ones counted as 0.</para>
/// <para>Shapes: prediction <c>[batch, classes, ...]</c> and target <c>[batch, ...]</c> (Int64), and the axis as in <see cref="CrossEntropyLoss"/>. Where every target is ignored the mean is NaN, as in PyTorch.</para>
/// </remarks>
/// <param name="options">Class weights and ignored index; none and -100 unless told. Its reduction does not matter here.</param>
/// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told.</param>
/// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
public sealed class NllLoss(NllLossOptions? options = null, int axis = 1) : Loss
{
    private readonly NllLossOptions _options = options ?? new NllLossOptions();
    private readonly int _axis = ClassRows.Checked(axis);
    private readonly CrossEntropyLoss _reading = new(null, axis);

    /// <inheritdoc/>
    public override PredictionKind? Kind => _reading.Kind;

    /// <inheritdoc/>
    public override int ClassAxis => _axis;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ClassRows rows = ClassRows.Of(prediction, target, _axis, nameof(NllLoss));
        Tensor loss = rows.Scores.NllLoss(rows.Answers, reduction == _options.Reduction ? _options : _options with { Reduction = reduction });
        return reduction == Reduction.None ? rows.PerItem(loss) : loss;
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => _reading.Activation(prediction);

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => _reading.Decode(prediction);
}
