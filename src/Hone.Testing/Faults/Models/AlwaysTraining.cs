using Hone.Nn;

namespace Hone.Testing;

/// <summary>Batch normalization that is put into training mode whenever it runs.</summary>
internal sealed class AlwaysTraining : Module
{
    private readonly BatchNorm1d _norm;

    public AlwaysTraining(int channels) => _norm = Register("norm", new BatchNorm1d(channels));

    protected override Tensor Compute(Tensor x)
    {
        _norm.Train();
        return _norm.Forward(x);
    }
}
