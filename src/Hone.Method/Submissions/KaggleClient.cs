using System.ComponentModel;
using System.Diagnostics;

namespace Hone.Method;

/// <summary>The Kaggle client that the user has installed and signed in to, run as a process. Hone itself knows no account and opens no connection.</summary>
internal static class KaggleClient
{
    private const int TimeoutSeconds = 300;

    /// <summary>Asks the client for its version, before anything is written.</summary>
    /// <exception cref="SubmissionException">There is no such program.</exception>
    public static void RequireInstalled(string client) => Run(client, ["--version"], "its version");

    /// <summary>Sends a file.</summary>
    /// <exception cref="SubmissionException">The client failed: the message has what it said.</exception>
    public static void Submit(SendOptions options, string path, string message) =>
        Run(options.Client, ["competitions", "submit", "-c", options.Competition, "-f", path, "-m", message], "the submission");

    private static void Run(string client, string[] arguments, string what)
    {
        var start = new ProcessStartInfo(client)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(TimeoutSeconds)))
            {
                process.Kill(entireProcessTree: true);
                throw Failed(client, what, $"no answer in {TimeoutSeconds} s");
            }

            string said = $"{output.GetAwaiter().GetResult()} {error.GetAwaiter().GetResult()}".ReplaceLineEndings(" ").Trim();
            if (process.ExitCode != 0)
            {
                throw Failed(client, what, $"exit code {process.ExitCode}: {(said.Length > 300 ? said[..300] : said)}");
            }
        }
        catch (Win32Exception exception)
        {
            throw new SubmissionException(
                ExitCode.BadInput,
                "the Kaggle client, installed and signed in",
                $"no program '{client}' that can be started ({exception.Message})",
                "--send",
                "install it (pip install kaggle), or leave --send out, upload the file by hand and record its score with hone leaderboard add ID SCORE",
                exception);
        }
    }

    private static SubmissionException Failed(string client, string what, string got) => new(
        ExitCode.BadInput, $"that '{client}' takes {what}", got, "--send", "run the client by hand to see why; the file is in submissions/ and counts as not sent");
}
