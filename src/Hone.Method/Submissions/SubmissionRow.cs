namespace Hone.Method;

/// <summary>A submission as the ledger knows it.</summary>
public sealed record SubmissionRow
{
    /// <summary>Its id, <c>s001</c> and so on.</summary>
    public required string Id { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>When it was sent through the client; null when it was not.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>The run that it came from; null for zeros and files from elsewhere.</summary>
    public string? RunId { get; init; }

    /// <summary>The name of that run; submissions of one recipe count once when local and public scores are compared.</summary>
    public required string Recipe { get; init; }

    /// <summary>Whether the run is an ensemble.</summary>
    public required bool IsEnsemble { get; init; }

    /// <summary>The file, below <c>submissions/</c>.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string FileHash { get; init; }

    /// <summary>How many rows it has.</summary>
    public required int Rows { get; init; }

    /// <summary>The split that the local score was measured on.</summary>
    public string? SplitFingerprint { get; init; }

    /// <summary>The local score.</summary>
    public double? LocalScore { get; init; }

    /// <summary>The 95% interval of the local score.</summary>
    public Interval? LocalInterval { get; init; }

    /// <summary>How many items the local score was measured on.</summary>
    public int? LocalN { get; init; }

    /// <summary>The public score.</summary>
    public double? PublicScore { get; init; }

    /// <summary>The rank on the public board.</summary>
    public int? Rank { get; init; }

    /// <summary>The private score, known after the end.</summary>
    public double? PrivateScore { get; init; }
}
