using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Means and deviations that were learned by <see cref="NormalizeColumns"/>.</summary>
public sealed class FittedNormalizeColumns : FittedProc
{
    private readonly Dictionary<string, (double Mean, double Std)> _statistics;

    internal FittedNormalizeColumns(TabularNames names, Dictionary<string, (double Mean, double Std)> statistics)
        : base(names)
    {
        _statistics = statistics;
    }

    /// <inheritdoc/>
    public override FittedProcConfig? Config => new NormalizeColumnsConfig(Names, [.. _statistics.Select(pair => new ColumnMoments(pair.Key, pair.Value.Mean, pair.Value.Std))]);

    /// <summary>Mean of a column over the training rows.</summary>
    /// <param name="column">A continuous column.</param>
    /// <returns>The mean.</returns>
    public double Mean(string column) => _statistics[column].Mean;

    /// <summary>Deviation of a column over the training rows, with n, plus 1e-7.</summary>
    /// <param name="column">A continuous column.</param>
    /// <returns>The deviation.</returns>
    public double Std(string column) => _statistics[column].Std;

    /// <inheritdoc/>
    public override Frame Apply(Frame frame, ProcReport report)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var columns = new List<FrameColumn>();
        foreach ((string name, (double mean, double std)) in _statistics)
        {
            FrameColumn column = frame[name];
            var values = new double[column.Count];
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = (column.NumberAt(row) - mean) / std;
            }

            columns.Add(NumberColumn.Own(name, values));
        }

        return frame.With(columns);
    }
}
