namespace Hone.Method;

/// <summary>Names files that cannot be read: error, because a training would stop at them or silently do without.</summary>
/// <param name="unreadable">Each such file with its reason.</param>
/// <param name="readable">How many files could be read.</param>
internal sealed class ReadableFilesCheck(IReadOnlyList<string> unreadable, int readable) : Check
{
    /// <inheritdoc/>
    public override string Id => "data/readable";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        int n = unreadable.Count + readable;
        if (unreadable.Count == 0)
        {
            return CheckResult.Pass(Id, $"every file can be read (n = {n})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"{unreadable.Count} of {n} files cannot be read",
            Evidence = string.Join("; ", unreadable.Take(3)),
            N = n,
            Threshold = "0 files",
            HowToFix = "fetch these files again, or leave them out on purpose",
            Why = "a damaged file stops a training in its middle, or is lost without a word",
        }]);
    }
}
