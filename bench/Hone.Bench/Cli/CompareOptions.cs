namespace Hone.Bench.Cli;

/// <summary>What the user asked for. Every default is the one that the committed results were taken with.</summary>
internal sealed record CompareOptions
{
    /// <summary>Ids, families or patterns with a star; empty means every workload.</summary>
    public IReadOnlyList<string> Selection { get; init; } = [];

    /// <summary>One JSON object a workload on standard output instead of the table.</summary>
    public bool Json { get; init; }

    /// <summary>Only list the ids.</summary>
    public bool List { get; init; }

    /// <summary>Only explain the command.</summary>
    public bool Help { get; init; }

    /// <summary>Alternations Hone, peer. Five give a median that two disturbed rounds cannot move.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Length of one side's turn in one round and one setting, at least three runs.</summary>
    public double TurnSeconds { get; init; } = 0.3;

    /// <summary>Threads that each side may use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>File for the results with machine, date and command; null writes none.</summary>
    public string? Save { get; init; }

    /// <summary>The Python that has PyTorch. The system's, because Debian's package lives there.</summary>
    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>Folder of the peer's scripts; the launcher names it.</summary>
    public string PeerScripts { get; init; } = "bench/peer";
}
