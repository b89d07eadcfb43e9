using Hone.Nn;

namespace Hone.Testing;

/// <summary>Dropout that does not ask whether the model trains.</summary>
internal sealed class AlwaysDropping(RandomStream stream) : Module
{
    protected override Tensor Compute(Tensor x) => x.Dropout(0.5, training: true, stream);
}
