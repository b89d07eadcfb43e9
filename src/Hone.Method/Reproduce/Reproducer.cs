using System.Diagnostics;

namespace Hone.Method;

/// <summary>Measures published figures again.</summary>
public static class Reproducer
{
    /// <summary>All rows, in the order of <c>docs/results.md</c>.</summary>
    public static IReadOnlyList<PublishedRow> Rows { get; } = [new FashionRow(full: false), new FashionRow(full: true)];

    /// <summary>Finds a row.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ProjectException">There is no such row; the message lists them.</exception>
    public static PublishedRow Find(string id) =>
        Rows.FirstOrDefault(row => row.Id == id) ?? throw new ProjectException(
            ExitCode.Usage,
            $"one of the published rows: {string.Join(", ", Rows.Select(row => row.Id))}",
            $"'{id}'",
            "hone reproduce",
            "hone reproduce --list names the rows");

    /// <summary>Measures a row from nothing, seed by seed.</summary>
    /// <param name="row">The row.</param>
    /// <param name="options">Data and seeds.</param>
    /// <param name="observer">What is shown meanwhile.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static ReproducedRow Run(PublishedRow row, ReproduceOptions options, IStartObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(options);
        var clock = Stopwatch.StartNew();
        var values = new List<double>();
        int n = 0;
        for (int seed = 1; seed <= options.Seeds; seed++)
        {
            (double value, n) = row.Measure(options, seed, observer, cancellationToken);
            values.Add(value);
        }

        SeedSpread spread = SeedSpread.Of(values);
        return new ReproducedRow(
            row.Id, row.Metric, spread.Mean, spread.StandardDeviation, n, row.Bar, spread.Mean >= row.Bar, clock.Elapsed.TotalSeconds, values);
    }
}
