using Hone.Learn;

namespace Hone.Method;

/// <summary>What a dry run goes through besides the recipe.</summary>
public sealed record DryRunOptions
{
    /// <summary>Epochs of the training that is planned, for the projected duration; 1 by default.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Turns predictions into the rows of a submission, one an item, without a header; null stands for id and answer.</summary>
    public Func<Predictions, IReadOnlyList<IReadOnlyList<string>>>? SubmissionRows { get; init; }

    /// <summary>The folder for the throw-away run, which stays afterwards; null stands for a temporary one that is removed.</summary>
    public string? Folder { get; init; }

    /// <summary>Ends the dry run early.</summary>
    public CancellationToken CancellationToken { get; init; }
}
