namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The negative log likelihood: minus the log probability of the true class. Lower is better.</summary>
    /// <remarks>
    /// loss[i] = -w[y] x[i, y]; the mean divides by the sum of w[y] over rows that are not ignored. PyTorch's <c>F.nll_loss</c>.
    /// From logits use <see cref="CrossEntropy"/>, which is one pass.
    /// </remarks>
    /// <param name="x">x: [batch, classes], log probabilities, such as from <see cref="LogSoftmax"/>.</param>
    /// <param name="targets">targets: [batch], Int64 class indices.</param>
    /// <param name="options">Class weights, ignored index and reduction; null stands for the plain mean.</param>
    /// <returns>loss: [], or [batch] without reduction.</returns>
    /// <exception cref="ShapeException">The shapes or types do not fit together.</exception>
    /// <exception cref="HoneException">A target is out of range (named with its row).</exception>
    public static Tensor NllLoss(this Tensor x, Tensor targets, NllLossOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(targets);
        options ??= new NllLossOptions();
        if (x.Rank != 2 || targets.DType != DType.Int64 || targets.Rank != 1 || targets.Shape[0] != x.Shape[0])
        {
            throw new ShapeException(
                "NllLoss needs log probabilities [batch, classes] and Int64 targets [batch].",
                $"x {x.DType} {x.Shape}, targets {targets.DType} {targets.Shape}",
                nameof(NllLoss));
        }

        if (options.ClassWeights is { } given && (given.Rank != 1 || given.Shape[0] != x.Shape[1] || given.DType != x.DType))
        {
            throw new ShapeException($"NllLoss needs class weights {x.DType} [{x.Shape[1]}].", $"{given.DType} {given.Shape}", nameof(NllLoss));
        }

        // 1. The weight of each row; an ignored row has weight 0 and stands for class 0.
        long[] classes = targets.ToArray<long>();
        var counted = new bool[classes.Length];
        for (int row = 0; row < classes.Length; row++)
        {
            counted[row] = classes[row] != options.IgnoreIndex;
            classes[row] = counted[row] ? classes[row] : 0;
            if (counted[row] && (ulong)classes[row] >= (ulong)x.Shape[1])
            {
                throw new HoneException(
                    $"NllLoss needs targets in 0..{x.Shape[1] - 1} for log probabilities {x.Shape}, or the ignored {options.IgnoreIndex}.",
                    $"target {classes[row]} in row {row}",
                    nameof(NllLoss),
                    "check how labels are numbered (from 0)");
            }
        }

        Tensor safe = Tensor.From(classes, [classes.Length]);
        Tensor mask = Tensor.From(counted, [counted.Length]);
        Tensor weights = mask.To(x.DType);
        if (options.ClassWeights is { } classWeights)
        {
            weights = weights * classWeights.Detach().IndexSelect(0, safe);
        }

        // 2. loss = -w x[y]; a row that is ignored has no part, whatever it holds.
        Tensor chosen = x.Gather(1, safe.Unsqueeze(1)).Squeeze(1);
        Tensor losses = Tensor.Where(mask, -(chosen * weights), Tensor.Scalar(0, x.DType));
        return options.Reduction switch
        {
            Reduction.Mean => losses.Sum() / weights.Sum(),
            Reduction.Sum => losses.Sum(),
            _ => losses,
        };
    }
}
