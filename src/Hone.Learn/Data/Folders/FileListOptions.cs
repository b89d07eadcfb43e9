namespace Hone.Learn.Data;

/// <summary>Which files of a folder are listed.</summary>
public sealed record FileListOptions
{
    /// <summary>Whether folders below are entered. Default true, as in fastai.</summary>
    public bool Recurse { get; init; } = true;

    /// <summary>Only these folders directly in the root are entered, and files beside them are left out; empty stands for all.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];
}
