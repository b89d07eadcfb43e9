namespace Hone;

/// <summary>The variants of <see cref="TensorOperations.NllLoss"/>; PyTorch's arguments of the same names.</summary>
public sealed record NllLossOptions
{
    /// <summary>[classes]: a factor for the loss of each class; 1 for all unless set.</summary>
    public Tensor? ClassWeights { get; init; }

    /// <summary>Rows with this target have no loss and no gradient and do not count in the mean; -100 unless set.</summary>
    public long IgnoreIndex { get; init; } = -100;

    /// <summary>How the rows' losses become the result; their mean, weighted by class, unless set.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;
}
