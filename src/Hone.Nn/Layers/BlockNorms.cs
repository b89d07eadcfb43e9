namespace Hone.Nn;

/// <summary>The numbers with which fastai's normalizations begin.</summary>
internal static class BlockNorms
{
    /// <summary>Scale 1 or 0, shift 1e-3.</summary>
    public static BatchNormOptions Options(BlockNorm norm) => new() { Weight = norm == BlockNorm.BatchZero ? 0 : 1, Bias = 1e-3 };
}
