using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>A layer of a user's own that makes a mistake: it keeps the tensor of a call, and reads it in the next.</summary>
internal sealed class KeepingLayer : Module
{
    private Tensor? _kept;

    /// <summary>What came of reading the tensor of the call before, in all layers of this type.</summary>
    public static List<Exception?> Readings { get; } = [];

    public override ModelConfig? Config => new KeepingLayerConfig();

    protected override Tensor Compute(Tensor x)
    {
        if (_kept is { } kept)
        {
            Readings.Add(Record.Exception(() => kept.ToArray<float>()));
        }

        _kept = x;
        return x.Relu();
    }
}
