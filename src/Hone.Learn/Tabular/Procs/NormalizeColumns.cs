using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Brings continuous columns to mean 0 and deviation 1: (x - mean) / (std + 1e-7), by the training rows; fastai's <c>Normalize</c> for tables.</summary>
/// <remarks>The deviation divides by n. Missing values stay missing.</remarks>
public sealed class NormalizeColumns : TabularProc
{
    private const double Epsilon = 1e-7;

    /// <inheritdoc/>
    public override int Order => 2;

    /// <inheritdoc/>
    public override FittedProc Fit(Frame train, TabularNames names)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(names);
        var statistics = new Dictionary<string, (double Mean, double Std)>(StringComparer.Ordinal);
        foreach (string name in names.Continuous)
        {
            FrameColumn column = train[name];
            double[] values = [.. Enumerable.Range(0, column.Count).Select(column.NumberAt).Where(value => !double.IsNaN(value))];
            if (values.Length == 0)
            {
                throw new HoneDataException("A column has a value in some training row, so that its mean exists.", $"{name}: {column.Count} of {column.Count} missing", nameof(NormalizeColumns), "leave the column out");
            }

            double mean = NumberSummary.Mean(values);
            statistics.Add(name, (mean, NumberSummary.Deviation(values, mean, 0) + Epsilon));
        }

        return new FittedNormalizeColumns(names, statistics);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => nameof(NormalizeColumns);
}
