using Hone.Nn;

namespace Hone.Method;

/// <summary>A small fully connected net: what a net without any idea of images can do.</summary>
public sealed class FullyConnectedBaseline : NetBaseline
{
    /// <inheritdoc/>
    public override string Name => "fully connected net";

    /// <inheritdoc/>
    public override string Description => "two layers of 128 and 64 units that know nothing of neighboring pixels";

    private protected override Sequential CreateModel(int features, int classes) => MultilayerPerceptron.Create(features, [128, 64], classes);
}
