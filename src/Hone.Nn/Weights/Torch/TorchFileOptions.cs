namespace Hone.Nn;

/// <summary>Limits of <see cref="TorchFile"/>, checked before memory is taken.</summary>
public sealed record TorchFileOptions
{
    /// <summary>
    /// Bytes that all tensors together may take beyond four times the size of the file; 256 MiB. An expanded tensor takes few bytes in the file
    /// and many in memory, so the size of the file alone is no limit.
    /// </summary>
    public long ExtraBytes { get; init; } = 256L << 20;
}
