using Hone.Nn;

namespace Hone.Testing;

/// <summary>Takes the mean over the batch away, also in evaluation.</summary>
internal sealed class BatchMeanRemoved : Module
{
    protected override Tensor Compute(Tensor x) => x - x.Mean([0], keepDim: true);
}
