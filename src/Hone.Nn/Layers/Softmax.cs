namespace Hone.Nn;

/// <summary>Probabilities along an axis: y = e^x / sum of e^x.</summary>
/// <remarks>PyTorch's <c>nn.Softmax</c>. Before a loss leave it out: <see cref="CrossEntropyLoss"/> takes logits. Shapes: x <c>[...]</c>, y like x.</remarks>
/// <param name="axis">The axis whose values become probabilities; the last unless given, where PyTorch asks for one.</param>
public sealed class Softmax(int axis = -1) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new SoftmaxConfig(axis);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Softmax(axis);
}
