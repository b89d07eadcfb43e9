using System.Text.Json.Nodes;

namespace Hone.Method;

/// <summary>All hypotheses of a project in the order in which they were written, in <c>runs/hypotheses.jsonl</c>; each line carries the hash of the one before.</summary>
internal sealed class HypothesisLedger(string runsDirectory, TimeProvider clock)
{
    private const string FileName = "hypotheses.jsonl";

    private readonly string _path = Path.Combine(runsDirectory, FileName);

    public void Append(string runId, Hypothesis hypothesis, string hash)
    {
        using FileLock guard = FileLock.Take(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(runsDirectory))!, ".hone", "hypotheses.lock"));
        JsonLinesFile file = JsonLinesFile.Read(_path);
        JsonObject row = MethodJson.ToObject(hypothesis, MethodJson.Default.Hypothesis);
        row["run"] = runId;
        row["written"] = clock.GetUtcNow().ToString("O");
        row["file"] = hash;
        HashChain.Link(row, HashChain.HeadOf(file));
        using var writer = new JsonLinesWriter(_path);
        writer.Append(row);
        writer.Sync();
    }

    /// <exception cref="LedgerBrokenException">A line was edited, removed or inserted; the message names the first broken link.</exception>
    public void Verify()
    {
        if (HashChain.Verify(JsonLinesFile.Read(_path)) is { } broken)
        {
            throw new LedgerBrokenException(
                ExitCode.BadInput, broken.Expected, broken.Got, $"{_path}, line {broken.Line}", "restore the file from git: hypotheses are written before the run and stay as they are");
        }
    }
}
