using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Fills missing numbers, and adds a column that tells where; fastai's <c>FillMissing</c>.</summary>
/// <remarks>
/// A continuous column with gaps in the training rows gets a categorical companion <c>NAME_na</c>. Difference from fastai, which fails at a gap in a column that had none in training: such a gap
/// is filled with the training rows' value too, and counted in the report. Infinite numbers count as values.
/// </remarks>
public sealed class FillMissing : TabularProc
{
    private readonly FillStrategy _strategy;
    private readonly double _constant;
    private readonly bool _addColumn;

    /// <summary>Stores the options.</summary>
    /// <param name="strategy">What takes the place of a gap; the median, as in fastai.</param>
    /// <param name="constant">The number for <see cref="FillStrategy.Constant"/>; 0.</param>
    /// <param name="addColumn">Whether the companion columns are added; true, as in fastai: that a value is missing often means something.</param>
    public FillMissing(FillStrategy strategy = FillStrategy.Median, double constant = 0, bool addColumn = true)
    {
        _strategy = strategy;
        _constant = constant;
        _addColumn = addColumn;
    }

    /// <inheritdoc/>
    public override FittedProc Fit(Frame train, TabularNames names)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(names);
        var fills = new List<ColumnFill>();
        foreach (string name in names.Continuous)
        {
            FrameColumn column = train[name];
            double[] values = [.. Enumerable.Range(0, column.Count).Select(column.NumberAt).Where(value => !double.IsNaN(value))];
            if (values.Length == 0 && _strategy != FillStrategy.Constant)
            {
                throw new HoneDataException($"A column has a value in some training row, so that its {_strategy} exists.", $"{name}: {column.Count} of {column.Count} missing", nameof(FillMissing), "leave the column out");
            }

            fills.Add(new ColumnFill(name, Fill(values), _addColumn && column.MissingCount > 0));
        }

        TabularNames after = names with { Categorical = [.. names.Categorical, .. fills.Where(fill => fill.AddsColumn).Select(fill => FittedFillMissing.Companion(fill.Name))] };
        return new FittedFillMissing(after, fills);
    }

    /// <summary>Name and strategy.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{nameof(FillMissing)}({(_strategy == FillStrategy.Constant ? _constant.ToString(CultureInfo.InvariantCulture) : _strategy)})";

    private double Fill(double[] values) => _strategy switch
    {
        FillStrategy.Median => NumberSummary.Median(values),
        FillStrategy.Mode => values.GroupBy(value => value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key,
        _ => _constant,
    };
}
