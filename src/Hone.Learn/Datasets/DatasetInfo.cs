namespace Hone.Learn.Datasets;

/// <summary>What is known about a dataset: its files, where it comes from, what one may do with it, how to get it.</summary>
public sealed record DatasetInfo
{
    /// <summary>The name used in folders and commands, lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    /// <summary>The license of the data.</summary>
    public required string License { get; init; }

    /// <summary>The work to cite.</summary>
    public required string Citation { get; init; }

    /// <summary>The public home.</summary>
    public required Uri Home { get; init; }

    /// <summary>How to get it by hand, one sentence that starts with a verb.</summary>
    public required string HowToGet { get; init; }

    /// <summary>All files; a folder holds the dataset only when it holds them all.</summary>
    public required IReadOnlyList<DatasetFile> Files { get; init; }

    /// <summary>The archive that the files with a <see cref="DatasetFile.Member"/> are published in; null where each file is published by itself, or nowhere in this form.</summary>
    public DatasetArchive? Archive { get; init; }

    /// <summary>Public folders where operating system packages put the files.</summary>
    public IReadOnlyList<string> SystemFolders { get; init; } = [];
}
