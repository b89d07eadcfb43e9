namespace Hone;

/// <summary>The variants of <see cref="TensorOperations.BinaryCrossEntropyWithLogits"/>; PyTorch's arguments of the same names.</summary>
public sealed record BinaryCrossEntropyOptions
{
    /// <summary>A factor for the loss of each element, broadcast against the logits; 1 unless set.</summary>
    public Tensor? Weight { get; init; }

    /// <summary>A factor for the loss of positive targets, broadcast against the logits, for rare labels; 1 unless set.</summary>
    public Tensor? PositiveWeight { get; init; }

    /// <summary>How the elements' losses become the result; their mean unless set.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;
}
