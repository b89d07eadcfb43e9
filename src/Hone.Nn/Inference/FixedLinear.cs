namespace Hone.Nn;

/// <summary>A linear layer with weights of its own that nothing changes.</summary>
internal sealed class FixedLinear(Linear source) : Module
{
    private readonly Tensor _weight = source.Weight.Value.Detach().ContiguousCopy().Keep();
    private readonly Tensor? _bias = source.Bias?.Value.Detach().ContiguousCopy().Keep();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Linear(_weight, _bias);
}
