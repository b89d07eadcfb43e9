using System.Text.RegularExpressions;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>What the names and values of columns say about time, entities and parts. Hints only: the person decides.</summary>
internal static partial class ColumnHints
{
    private static readonly HashSet<string> EntityWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "account", "animal", "author", "boat", "camera", "client", "customer", "device", "document", "driver", "farm", "hospital", "household", "machine", "member",
        "participant", "patient", "person", "photographer", "plant", "player", "prefix", "recording", "scanner", "school", "sensor", "session", "ship", "site",
        "speaker", "station", "store", "student", "subject", "user", "vehicle", "vessel", "video", "well", "writer",
    };

    private static readonly HashSet<string> DateWords = new(StringComparer.OrdinalIgnoreCase) { "date", "datetime", "timestamp" };

    private static readonly HashSet<string> YearWords = new(StringComparer.OrdinalIgnoreCase) { "year" };

    private static readonly HashSet<string> PartWords = new(StringComparer.OrdinalIgnoreCase) { "part", "partition", "set", "split", "subset", "usage" };

    /// <summary>The column that most likely says when a row happened; dates come before seconds since 1970, these before years.</summary>
    public static FrameColumn? Time(Frame table, string target) =>
        Others(table, target).FirstOrDefault(column => column is DateColumn)
        ?? Others(table, target).FirstOrDefault(column => HasWord(column.Name, DateWords) && TimeValues.IsTime(column))
        ?? Others(table, target).FirstOrDefault(column => HasWord(column.Name, YearWords) && TimeValues.IsTime(column))
        ?? Others(table, target).FirstOrDefault(IsUnreadDate);

    /// <summary>The column that most likely names an entity: by its name, and because its values come back.</summary>
    public static FrameColumn? Entity(Frame table, string target) =>
        Others(table, target).FirstOrDefault(column => column.Kind is ColumnKind.Text or ColumnKind.Integer && HasWord(column.Name, EntityWords) && ComesBack(column));

    /// <summary>The column with train, valid or test in each row.</summary>
    public static FrameColumn? Parts(Frame table, string target) =>
        Others(table, target).FirstOrDefault(column => column is CategoricalColumn words && HasWord(column.Name, PartWords) && AreParts(words));

    private static IEnumerable<FrameColumn> Others(Frame table, string target) => table.Columns.Where(column => column.Name != target);

    private static bool AreParts(CategoricalColumn words) =>
        words.MissingCount == 0 && words.Levels.Count is 2 or 3 && words.Levels.All(level => PredefinedParts.WordOf(level) is not null);

    // A text column that says date in its name, or whose values look like dates in an order that nobody said.
    private static bool IsUnreadDate(FrameColumn column)
    {
        if (column is not CategoricalColumn words || words.Levels.Count == 0)
        {
            return false;
        }

        int like = words.Levels.Take(100).Count(level => DateLike().IsMatch(level));
        return HasWord(column.Name, DateWords) || like >= 0.8 * Math.Min(100, words.Levels.Count);
    }

    private static bool ComesBack(FrameColumn column)
    {
        int known = column.Count - column.MissingCount;
        int distinct = Enumerable.Range(0, column.Count).Select(column.TextAt).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        return distinct >= 2 && distinct * 2 <= known;
    }

    private static bool HasWord(string name, HashSet<string> words) =>
        Word().Matches(name).Any(match => words.Contains(match.Value) || words.Contains(match.Value.TrimEnd('s')));

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")]
    private static partial Regex DateLike();
}
