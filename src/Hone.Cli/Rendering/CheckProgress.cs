using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows each result as it comes, on the calling thread.</summary>
internal sealed class CheckProgress(CheckLines lines) : IProgress<CheckResult>
{
    public void Report(CheckResult value) => lines.Add(value);
}
