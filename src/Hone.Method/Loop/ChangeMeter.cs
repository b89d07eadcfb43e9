using System.Text;

namespace Hone.Method;

/// <summary>Measures how far a run is from the last completed one: by git where there is one, else by a copy of the recipe, else by its parameters.</summary>
internal static class ChangeMeter
{
    private const int LargestDiff = 1 << 20;

    /// <summary>Measures the change of a new run; <paramref name="files"/> are those of the new run.</summary>
    /// <param name="record">The new run.</param>
    /// <param name="files">Where its snapshot of the recipe is, and where the difference goes.</param>
    /// <param name="last">The last completed run; null for a first one.</param>
    /// <param name="git">The git of the project.</param>
    public static RunChange Measure(RunRecord record, RunFiles files, StoredRun? last, Git git)
    {
        if (last?.Record is not { } before)
        {
            return new RunChange { By = "params", Kinds = RunKinds.IsSpecial(record) ? [ChangeKind.Diagnostic] : [] };
        }

        string[] names = [.. ParameterChanges.Of(before.Params, record.Params)];
        var change = new RunChange { Since = last.Id, By = "params", Params = names, Kinds = RunKinds.Between(before, record, names) };
        if (before.Git?.Tree is string old && record.Git?.Tree is string now && git.Changed(old, now) is (int Files, int Lines) changed)
        {
            Keep(files, changed.Lines == 0 ? "" : git.Diff(old, now) ?? "");
            return change with { By = "git", Files = changed.Files, Lines = changed.Lines };
        }

        var previous = new RunFiles(last.Directory);
        if (File.Exists(previous.Recipe) && File.Exists(files.Recipe) && LineDiff.Of(File.ReadAllText(previous.Recipe), File.ReadAllText(files.Recipe)) is { } lines)
        {
            Keep(files, string.Concat(lines.Select(line => line + "\n")));
            return change with { By = "recipe", Files = lines.Count == 0 ? 0 : 1, Lines = lines.Count };
        }

        return change;
    }

    private static void Keep(RunFiles files, string diff)
    {
        if (diff.Length > 0)
        {
            string text = Encoding.UTF8.GetByteCount(diff) <= LargestDiff ? diff : diff[..(LargestDiff / 4)] + "\n(cut off here)\n";
            ProjectFile.WriteText(files.Diff, text);
        }
    }
}
