using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>A net of a user's own with several inputs of different kinds: each goes through a part of its own, and a head sees the joined features.</summary>
internal sealed class JoinNet : Module
{
    private readonly Module[] _parts;
    private readonly Linear _head;

    public JoinNet(int features, int outputs, params Module[] parts)
    {
        _parts = parts;
        for (int i = 0; i < parts.Length; i++)
        {
            Register($"part{i}", parts[i]);
        }

        _head = Register("head", new Linear(features, outputs));
        Config = new JoinNetConfig(features, outputs, [.. parts.Select(part => part.Config!)]);
    }

    protected override Tensor Compute(Tensor x) => _head.Forward(_parts[0].Forward(x));

    protected override Tensor ComputeAll(IReadOnlyList<Tensor> inputs) => _head.Forward(Tensor.Cat([.. inputs.Select((x, i) => _parts[i].Forward(x))], 1));
}
