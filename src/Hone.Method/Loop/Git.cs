using System.ComponentModel;
using System.Diagnostics;

namespace Hone.Method;

/// <summary>Asks the user's git about the folder of a project; null for every answer where there is no git or no repository.</summary>
internal sealed class Git(string directory)
{
    // A checkout of a large repository takes its time; the others are done in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // What runs and decisions write is no change of the recipe.
    private static readonly string[] Sources = ["--", ".", ":(exclude)runs", ":(exclude)vault", ":(exclude)notes", ":(exclude)reports", ":(exclude)submissions", ":(exclude)splits", ":(exclude)data"];

    /// <summary>Commit, branch and tree of the folder as it is; null outside of a repository.</summary>
    public GitState? State()
    {
        if (Ask(["rev-parse", "HEAD"]) is not { Length: > 0 } commit)
        {
            return null;
        }

        string? branch = Ask(["symbolic-ref", "--short", "-q", "HEAD"]);
        bool dirty = Ask(["status", "--porcelain", "--untracked-files=all", .. Sources]) is { Length: > 0 };
        return new GitState(commit, string.IsNullOrEmpty(branch) ? null : branch, dirty, Tree(dirty));
    }

    /// <summary>Files and lines that differ between two trees; null when one of them is gone.</summary>
    public (int Files, int Lines)? Changed(string before, string after)
    {
        if (Ask(["diff", "--numstat", before, after, .. Sources]) is not string text)
        {
            return null;
        }

        string[] rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int lines = rows.Sum(row => row.Split('\t') is [string added, string removed, ..] ? Count(added) + Count(removed) : 0);
        return (rows.Length, lines);
    }

    /// <summary>The difference between two trees as text.</summary>
    public string? Diff(string before, string after) => Ask(["diff", before, after, .. Sources]);

    /// <summary>The commits after one up to another, the oldest first.</summary>
    public IReadOnlyList<string>? Between(string good, string bad) =>
        Ask(["rev-list", "--reverse", "--ancestry-path", $"{good}..{bad}"])?.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Checks a commit out into a folder of its own; false when it cannot be.</summary>
    public bool CheckOut(string commit, string folder) => Ask(["worktree", "add", "--detach", "--force", folder, commit]) is not null;

    /// <summary>Removes such a folder.</summary>
    public void RemoveCheckout(string folder) => Ask(["worktree", "remove", "--force", folder]);

    // Binary files have '-' instead of a count; they are a change of one line each.
    private static int Count(string text) => int.TryParse(text, out int count) ? count : 1;

    /// <summary>Writes what is there now as a tree, through an index of its own, so that the user's index and files stay as they are.</summary>
    private string? Tree(bool dirty)
    {
        if (!dirty)
        {
            return Ask(["rev-parse", "HEAD^{tree}"]);
        }

        string index = Path.Combine(Path.GetTempPath(), "hone-index-" + Guid.NewGuid().ToString("N"));
        try
        {
            // Sources only: an untracked folder of pictures must not end up in the user's repository.
            string? added = Ask(["read-tree", "HEAD"], index) is null ? null : Ask(["add", "-u"], index);
            string? sources = added is null ? null : Ask(["ls-files", "-o", "--exclude-standard", "--", "*.cs", "*.csproj", "*.json"], index);
            if (sources is null)
            {
                return null;
            }

            string[] files = sources.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return files.Length > 0 && Ask(["add", "--", .. files.Take(1000)], index) is null ? null : Ask(["write-tree"], index);
        }
        finally
        {
            File.Delete(index);
        }
    }

    private string? Ask(string[] arguments, string? index = null)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("core.quotepath=off");
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (index is not null)
        {
            start.Environment["GIT_INDEX_FILE"] = index;
        }

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return null;
            }

            errors.Wait();
            return process.ExitCode == 0 ? output.Result.TrimEnd('\n') : null;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            // There is no git on this machine: the recipe itself is compared instead.
            return null;
        }
    }
}
