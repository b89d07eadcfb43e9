using Hone.Method;

namespace Hone.Cli;

/// <summary>Runs a suite of checks for a command: as lines while they come, or as one JSON object.</summary>
internal static class CheckSuiteRun
{
    /// <returns>The exit code.</returns>
    public static int Run(CliHost host, CheckSuite suite, string name, string source, string headline, bool json, bool strict)
    {
        if (json)
        {
            CheckReport quiet = suite.Run(null, host.CancellationToken);
            CliJson.Write(host.Out, CheckJson.Of(name, source, suite.Checks.Count, quiet, quiet.ExitCode(strict)), CliJson.Default.CheckJson);
            return (int)quiet.ExitCode(strict);
        }

        Screen screen = Screen.OfOutput(host);
        screen.Paragraph("", 0, headline);
        var lines = new CheckLines(screen) { ShownFindings = int.MaxValue };
        CheckReport report = suite.Run(new CheckProgress(lines), host.CancellationToken);
        lines.End();
        screen.Line();
        screen.Paragraph("", 0, CheckLines.Summary(report));
        return (int)report.ExitCode(strict);
    }
}
