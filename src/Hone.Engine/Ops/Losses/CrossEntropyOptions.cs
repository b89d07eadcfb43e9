namespace Hone;

/// <summary>The variants of <see cref="TensorOperations.CrossEntropy"/>; PyTorch's arguments of the same names.</summary>
public sealed record CrossEntropyOptions
{
    /// <summary>[classes]: a factor for the loss of each class, for rare classes; 1 for all unless set.</summary>
    public Tensor? ClassWeights { get; init; }

    /// <summary>Rows with this target have no loss and no gradient and do not count in the mean; -100 unless set. Class indices only.</summary>
    public long IgnoreIndex { get; init; } = -100;

    /// <summary>Fraction of the target that is spread evenly over all classes, in 0..1; 0 unless set (Szegedy et al. 2016).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The exponent of the focal loss, which counts easy rows less and takes the mean over all rows; null for plain cross-entropy.</summary>
    internal double? Focus { get; init; }

    /// <summary>How the rows' losses become the result; their mean unless set.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;
}
