namespace Hone.Learn;

/// <summary>Warm restarts (Loshchilov and Hutter 2017); fastai's numbers.</summary>
public sealed record SgdrOptions
{
    /// <summary>Epochs of the first cycle.</summary>
    public int CycleLength { get; init; } = 1;

    /// <summary>How many times longer a cycle is than the one before.</summary>
    public int CycleMult { get; init; } = 2;
}
