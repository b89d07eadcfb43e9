using Hone.Nn;

namespace Hone.Learn;

/// <summary>A net with one output whose score is cut into ordered classes by <see cref="CumulativeLink"/>.</summary>
/// <remarks>Shapes: those of the net, which gives <c>[batch, 1]</c>; y <c>[batch, classes]</c>, logarithms of probabilities. Cross-entropy is its loss.</remarks>
public sealed class OrdinalModel : Module
{
    /// <summary>Joins net and thresholds.</summary>
    /// <param name="net">A net with one output, such as a <see cref="TabularModel"/>.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public OrdinalModel(Module net, int classes)
    {
        ArgumentNullException.ThrowIfNull(net);
        Net = Register("net", net);
        Link = Register("link", new CumulativeLink(classes));
        Config = net.Config is { } config ? new OrdinalModelConfig(config, classes) : null;
    }

    /// <summary>The net.</summary>
    public Module Net { get; }

    /// <summary>The thresholds.</summary>
    public CumulativeLink Link { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Link.Forward(Net.Forward(x));

    /// <inheritdoc/>
    protected override Tensor ComputeAll(IReadOnlyList<Tensor> inputs) => Link.Forward(Net.Forward(inputs));
}
