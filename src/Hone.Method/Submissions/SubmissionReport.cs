namespace Hone.Method;

/// <summary>What the validator says about a submission.</summary>
/// <param name="Hash">SHA-256 of the bytes, in lower-case hexadecimal.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="RowCount">How many rows it has without the header.</param>
/// <param name="Problems">The rules that it breaks; empty when it is valid.</param>
public sealed record SubmissionReport(string Hash, long Bytes, int RowCount, IReadOnlyList<SubmissionProblem> Problems)
{
    /// <summary>Whether every rule holds.</summary>
    public bool IsValid => Problems.Count == 0;

    /// <summary>Throws when a rule is broken; does nothing else.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="SubmissionException">A rule is broken: the message has each rule with its first three places.</exception>
    public void ThrowIfInvalid(string path)
    {
        if (!IsValid)
        {
            throw new SubmissionException(
                ExitCode.BadInput,
                "a submission that keeps to the sample",
                $"{Problems.Count} broken {(Problems.Count == 1 ? "rule" : "rules")}: {string.Join(" | ", Problems)}",
                path,
                "correct the rows that are named; nothing was written or sent");
        }
    }
}
