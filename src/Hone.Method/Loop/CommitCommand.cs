using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Hone.Method;

/// <summary>Runs a command in checkouts of commits and reads the score that it prints: the run function of a bisection from the command line.</summary>
/// <remarks>Each commit is checked out into a temporary folder of its own (<c>git worktree</c>), which is removed afterwards: the files of the project stay as they are.</remarks>
public sealed partial class CommitCommand
{
    private readonly Git _git;
    private readonly string _command;

    /// <summary>Stores the command.</summary>
    /// <param name="project">The project, which is in a git repository.</param>
    /// <param name="command">A command line for the shell; the last number that it prints is the score.</param>
    public CommitCommand(Project project, string command)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        _git = new Git(project.Directory);
        _command = command;
    }

    /// <summary>Runs the command in a checkout of a commit.</summary>
    /// <param name="commit">The commit.</param>
    /// <returns>The last number on the last line that has one.</returns>
    /// <exception cref="RunException">The commit cannot be checked out, the command fails, or it prints no number.</exception>
    public double Score(string commit)
    {
        string folder = Path.Combine(Path.GetTempPath(), "hone-bisect-" + Guid.NewGuid().ToString("N"));
        if (!_git.CheckOut(commit, folder))
        {
            throw new RunException(ExitCode.BadInput, "a commit that can be checked out", commit, folder, "look at it with git show");
        }

        try
        {
            return Run(commit, folder);
        }
        finally
        {
            _git.RemoveCheckout(folder);
        }
    }

    private double Run(string commit, string folder)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "cmd" : "/bin/sh")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(OperatingSystem.IsWindows() ? "/c" : "-c");
        start.ArgumentList.Add(_command);
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                string last = errors.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "nothing on its error stream";
                throw new RunException(ExitCode.BadInput, "a command that ends with 0", $"exit code {process.ExitCode}: {last}", $"'{_command}' at commit {commit}", "run it by hand in that commit");
            }

            return LastNumber(output) ?? throw new RunException(
                ExitCode.BadInput, "a score as the last number of the output", output.Length == 0 ? "no output" : "output without a number", $"'{_command}' at commit {commit}", "let the command print the score at its end");
        }
        catch (Win32Exception error)
        {
            throw new RunException(ExitCode.BadInput, "a shell", error.Message, start.FileName, "bisect from C# with a function of your own", error);
        }
    }

    private static double? LastNumber(string output)
    {
        foreach (string line in output.Split('\n').Reverse())
        {
            MatchCollection numbers = Number().Matches(line);
            if (numbers.Count > 0)
            {
                return double.Parse(numbers[^1].Value, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    [GeneratedRegex(@"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
