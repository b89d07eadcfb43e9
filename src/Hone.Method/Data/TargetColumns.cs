using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Finds the columns of a target of several numbers.</summary>
internal static class TargetColumns
{
    private const string Run = "..";

    /// <summary>The columns that were named, or every column of numbers that is not said to be something else.</summary>
    /// <param name="table">The table.</param>
    /// <param name="named">What was said: names with commas between, or the first and the last of a run as <c>x0..y67</c>; null takes all columns of numbers.</param>
    /// <param name="others">Columns that are no target, such as the key.</param>
    /// <param name="path">The table, for the message.</param>
    /// <exception cref="RawDataException">A column does not exist or holds no numbers, a run is the wrong way round, or there are fewer than two columns.</exception>
    public static IReadOnlyList<string> Find(Frame table, string? named, IReadOnlyCollection<string?> others, string path)
    {
        string[] found = named is null
            ? [.. table.Columns.Where(column => IsNumber(column) && !others.Contains(column.Name)).Select(column => column.Name)]
            : [.. named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Named(table, word, path))];
        string[] words = [.. found.Where(name => !IsNumber(table[name]))];
        if (words.Length > 0)
        {
            throw new RawDataException(
                ExitCode.BadInput,
                $"numbers in each of the {found.Length} target columns",
                $"{words.Length} without: {string.Join(", ", words.Take(3).Select(name => $"{name} ({table[name].Kind.ToString().ToLowerInvariant()}, {FirstOf(table[name])})"))}",
                path,
                "name the columns with --targets FIRST..LAST, or correct the fields that are no numbers");
        }

        if (found.Length < 2 || found.Distinct(StringComparer.Ordinal).Count() != found.Length)
        {
            throw new RawDataException(
                ExitCode.BadInput,
                "at least 2 different columns of numbers for a target of points",
                $"{found.Length}: {string.Join(", ", found.Take(10))}; the columns are {string.Join(", ", table.Names.Take(12))}",
                path,
                "name them with --targets FIRST..LAST; a target that is one number is --predicts number");
        }

        return found;
    }

    private static IEnumerable<string> Named(Frame table, string word, string path)
    {
        // A name may have two points in it: a column of exactly this name wins.
        int at = table.Contains(word) ? -1 : word.IndexOf(Run, StringComparison.Ordinal);
        if (at < 0)
        {
            return [table.Names[PlaceOf(table, word, path)]];
        }

        int first = PlaceOf(table, word[..at].Trim(), path);
        int last = PlaceOf(table, word[(at + Run.Length)..].Trim(), path);
        return first <= last
            ? table.Names.Skip(first).Take(last - first + 1)
            : throw new RawDataException(
                ExitCode.BadInput, "a run of columns from an earlier to a later one", $"'{word}': column {first + 1} to column {last + 1}", path, $"turn it around: --targets {table.Names[last]}{Run}{table.Names[first]}");
    }

    private static int PlaceOf(Frame table, string name, string path)
    {
        int place = table.Names.ToList().IndexOf(name);
        return place >= 0
            ? place
            : throw new RawDataException(
                ExitCode.BadInput, $"a column '{name}', as --targets says", $"the columns {string.Join(", ", table.Names.Take(20))}", path, "look at the spelling and the case");
    }

    private static bool IsNumber(FrameColumn column) => column.Kind is ColumnKind.Number or ColumnKind.Integer;

    private static string FirstOf(FrameColumn column) =>
        ProjectDataset.Texts(column).OfType<string>().FirstOrDefault() is string text ? $"such as '{text}'" : "no value at all";
}
