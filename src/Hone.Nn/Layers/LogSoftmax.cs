namespace Hone.Nn;

/// <summary>The logarithms of probabilities along an axis: y = x - log of the sum of e^x.</summary>
/// <remarks>PyTorch's <c>nn.LogSoftmax</c>, for <see cref="TensorOperations.NllLoss"/>. Shapes: x <c>[...]</c>, y like x.</remarks>
/// <param name="axis">The axis whose values become probabilities; the last unless given, where PyTorch asks for one.</param>
public sealed class LogSoftmax(int axis = -1) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new LogSoftmaxConfig(axis);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.LogSoftmax(axis);
}
