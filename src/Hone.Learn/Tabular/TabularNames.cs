using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Which columns of a table are categories, which are numbers, and which are to be predicted.</summary>
/// <param name="Categorical">Columns whose values are names, whatever they look like; fastai's <c>cat_names</c>.</param>
/// <param name="Continuous">Columns whose values are quantities; fastai's <c>cont_names</c>.</param>
/// <param name="Targets">Columns to predict; fastai's <c>y_names</c>.</param>
public sealed record TabularNames(IReadOnlyList<string> Categorical, IReadOnlyList<string> Continuous, IReadOnlyList<string> Targets)
{
    /// <summary>Sorts the columns of a table by what they hold; fastai's <c>cont_cat_split</c>.</summary>
    /// <remarks>
    /// Numbers are continuous; integers are continuous when they have more than <paramref name="maxCardinality"/> different values; everything else is categorical. Dates are neither:
    /// take them apart with <see cref="Frame.AddDatePart"/>. Difference from fastai: integers with missing values are judged like other integers.
    /// </remarks>
    /// <param name="frame">The table.</param>
    /// <param name="targets">Columns to predict; they are left out.</param>
    /// <param name="maxCardinality">Different values of an integer column that is categorical, at most; 20 as in fastai.</param>
    /// <returns>The names, in the order of the table.</returns>
    /// <exception cref="HoneDataException">A target does not exist.</exception>
    public static TabularNames ContCatSplit(Frame frame, IReadOnlyList<string> targets, int maxCardinality = 20)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(targets);
        HashSet<FrameColumn> left = [.. targets.Select(target => frame[target])];
        var categorical = new List<string>();
        var continuous = new List<string>();
        foreach (FrameColumn column in frame.Columns)
        {
            if (left.Contains(column) || column.Kind == ColumnKind.Date)
            {
                continue;
            }

            bool isContinuous = column.Kind == ColumnKind.Number || (column.Kind == ColumnKind.Integer && ColumnLevels.Count(column) > maxCardinality);
            (isContinuous ? continuous : categorical).Add(column.Name);
        }

        return new TabularNames(categorical, continuous, [.. targets]);
    }

    /// <summary>Checks that every column exists and has one role.</summary>
    /// <exception cref="HoneDataException">It does not, or there is nothing to learn from.</exception>
    internal void Check(Frame frame)
    {
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string role, IReadOnlyList<string> names) in ((string, IReadOnlyList<string>)[])[("categorical", Categorical), ("continuous", Continuous), ("target", Targets)])
        {
            foreach (string name in names)
            {
                _ = frame[name];
                if (!roles.TryAdd(name, role))
                {
                    throw new HoneDataException("A column has one role.", $"{name} is {roles[name]} and {role}", "TabularNames", "take it out of one of the lists; a target among the inputs would be told, not predicted");
                }
            }
        }

        if (Categorical.Count + Continuous.Count == 0)
        {
            throw new HoneDataException("At least one column to learn from.", "0 categorical and 0 continuous columns", "TabularNames", "name columns, or take dates apart with AddDatePart");
        }

        foreach (string name in Continuous)
        {
            if (frame[name].Kind is ColumnKind.Text or ColumnKind.Date)
            {
                string remedy = frame[name].Kind == ColumnKind.Date ? $"take it apart with AddDatePart(\"{name}\")" : "make it categorical, or read it as Number";
                throw new HoneDataException("A continuous column holds numbers.", $"{name} of kind {frame[name].Kind}, such as \"{FirstText(frame[name])}\"", "TabularNames", remedy);
            }
        }
    }

    private static string FirstText(FrameColumn column) =>
        Enumerable.Range(0, column.Count).Select(column.TextAt).FirstOrDefault(text => text is not null) ?? "no value";
}
