using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Numbers for gaps that were learned by <see cref="FillMissing"/>.</summary>
public sealed class FittedFillMissing : FittedProc
{
    private readonly Dictionary<string, double> _fills;
    private readonly HashSet<string> _gaps;

    internal FittedFillMissing(TabularNames names, Dictionary<string, double> fills, IReadOnlyList<string> gaps)
        : base(names)
    {
        _fills = fills;
        _gaps = [.. gaps];
    }

    /// <summary>What takes the place of a gap in each continuous column; fastai's <c>na_dict</c>, for all columns.</summary>
    public IReadOnlyDictionary<string, double> Fills => _fills;

    /// <inheritdoc/>
    public override Frame Apply(Frame frame, ProcReport report)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(report);
        var columns = new List<FrameColumn>();
        foreach ((string name, double fill) in _fills)
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
            if (_gaps.Contains(name))
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
