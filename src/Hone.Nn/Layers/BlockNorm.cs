namespace Hone.Nn;

/// <summary>The normalization inside a block.</summary>
public enum BlockNorm
{
    /// <summary>None: the convolution has a bias instead.</summary>
    None,

    /// <summary>Batch normalization that begins with scale 1.</summary>
    Batch,

    /// <summary>Batch normalization that begins with scale 0, so that a residual block begins as its shortcut.</summary>
    BatchZero,
}
