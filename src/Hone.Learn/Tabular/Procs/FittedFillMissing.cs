using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Numbers for gaps that were learned by <see cref="FillMissing"/>.</summary>
public sealed class FittedFillMissing : FittedProc
{
    private readonly IReadOnlyList<ColumnFill> _columns;
    private readonly Dictionary<string, double> _fills;

    internal FittedFillMissing(TabularNames names, IReadOnlyList<ColumnFill> columns)
        : base(names)
    {
        _columns = columns;
        _fills = columns.ToDictionary(column => column.Name, column => column.Fill, StringComparer.Ordinal);
    }

    /// <summary>What takes the place of a gap in each continuous column; fastai's <c>na_dict</c>, for all columns.</summary>
    public IReadOnlyDictionary<string, double> Fills => _fills;

    /// <inheritdoc/>
    public override FittedProcConfig? Config => new FillMissingConfig(Names, _columns);

    /// <inheritdoc/>
    public override Frame Apply(Frame frame, ProcReport report)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(report);
        var columns = new List<FrameColumn>();
        foreach ((string name, double fill, bool addsColumn) in _columns)
        {
            FrameColumn column = frame[name];
            var values = new double[column.Count];
            var isMissing = new sbyte[column.Count];
            for (int row = 0; row < values.Length; row++)
            {
                double value = column.NumberAt(row);
                isMissing[row] = (sbyte)(double.IsNaN(value) ? 1 : 0);
                values[row] = double.IsNaN(value) ? fill : value;
            }

            columns.Add(NumberColumn.Own(name, values));
            if (addsColumn)
            {
                columns.Add(BoolColumn.Own(Companion(name), isMissing));
            }
            else
            {
                report.Add(new ProcNote(name, $"missing, though no training row lacks it; replaced by {fill.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}", column.MissingCount));
            }
        }

        return frame.With(columns);
    }

    /// <summary>Name of the column that tells where another has gaps.</summary>
    internal static string Companion(string name) => name + "_na";
}
