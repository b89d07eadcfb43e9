using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Codes that were learned by <see cref="Categorify"/>.</summary>
public sealed class FittedCategorify : FittedProc
{
    private readonly IReadOnlyList<ColumnCategories> _columns;
    private readonly Dictionary<string, string[]> _classes;
    private readonly Dictionary<string, Dictionary<string, int>> _codes;
    private readonly HashSet<string> _withGaps;

    internal FittedCategorify(TabularNames names, IReadOnlyList<ColumnCategories> columns)
        : base(names)
    {
        _columns = columns;
        _classes = columns.ToDictionary(column => column.Name, column => column.Categories.ToArray(), StringComparer.Ordinal);
        _codes = _classes.ToDictionary(pair => pair.Key, pair => Numbered(pair.Value), StringComparer.Ordinal);
        _withGaps = [.. columns.Where(column => column.HasGaps).Select(column => column.Name)];
    }

    /// <inheritdoc/>
    public override FittedProcConfig? Config => new CategorifyConfig(Names, _columns);

    /// <summary>The categories of a column by code, <c>#na#</c> first; fastai's <c>classes</c>.</summary>
    /// <param name="column">A categorical column.</param>
    /// <returns>The names.</returns>
    public IReadOnlyList<string> Classes(string column) => _classes[column];

    /// <inheritdoc/>
    public override Frame Apply(Frame frame, ProcReport report)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(report);
        return frame.With([.. Names.Categorical.Select(name => Encode(frame[name], report))]);
    }

    private static Dictionary<string, int> Numbered(string[] classes)
    {
        // A value that is spelled like the unknown category stays a value.
        var codes = new Dictionary<string, int>(classes.Length, StringComparer.Ordinal);
        for (int code = 1; code < classes.Length; code++)
        {
            codes.Add(classes[code], code);
        }

        return codes;
    }

    private CategoricalColumn Encode(FrameColumn column, ProcReport report)
    {
        Dictionary<string, int> known = _codes[column.Name];
        int[] first = ColumnLevels.Representatives(column, out int[] keys);
        int[] codes = Array.ConvertAll(first, row => row < 0 ? 0 : known.GetValueOrDefault(column.TextAt(row)!));
        var result = new int[keys.Length];
        int unseen = 0;
        int example = -1;
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = codes[keys[row]];
            if (result[row] == 0 && keys[row] != 0)
            {
                unseen++;
                example = example < 0 ? row : example;
            }
        }

        report.Add(new ProcNote(column.Name, $"category not in the training rows, replaced by {Categorify.Unknown}", unseen, example < 0 ? null : column.TextAt(example)));
        if (!_withGaps.Contains(column.Name))
        {
            report.Add(new ProcNote(column.Name, $"missing, though no training row lacks it; taken as {Categorify.Unknown}", column.MissingCount));
        }

        return CategoricalColumn.Own(column.Name, result, _classes[column.Name]);
    }
}
