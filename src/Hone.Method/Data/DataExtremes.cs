using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The items at both ends of a property: the fastest way to find what does not belong.</summary>
public sealed record DataExtremes
{
    /// <summary>The property that the items are sorted by.</summary>
    public required string SortedBy { get; init; }

    /// <summary>How many items were looked at.</summary>
    public required int Items { get; init; }

    /// <summary>The items with the least values, ascending.</summary>
    public required IReadOnlyList<DataExtreme> Lowest { get; init; }

    /// <summary>The items with the greatest values, descending.</summary>
    public required IReadOnlyList<DataExtreme> Highest { get; init; }

    /// <summary>Items whose file cannot be decoded, with the reason; they are listed, never passed over.</summary>
    public required IReadOnlyList<UndecodableItem> Undecodable { get; init; }

    /// <summary>Sorts items by a property and returns both ends.</summary>
    /// <param name="data">The items.</param>
    /// <param name="by"><c>size</c> (pixels or characters), <c>brightness</c>, <c>bytes</c>, <c>missing</c> (columns without a value), <c>points</c> (how far the numbers of an item are from their means), or the name of a column with numbers.</param>
    /// <param name="count">How many items of each end, at least 1.</param>
    /// <param name="cancellationToken">Stops between two items.</param>
    /// <exception cref="RawDataException">The property does not exist for this kind of data; the message lists those that do.</exception>
    public static DataExtremes Of(ProjectDataset data, string by, int count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Func<int, double> measure = MeasureOf(data, by);
        var values = new List<DataExtreme>();
        var broken = new List<UndecodableItem>();
        for (int row = 0; row < data.Ids.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                double value = measure(row);
                if (!double.IsNaN(value))
                {
                    values.Add(new DataExtreme(data.Ids[row], value));
                }
            }
            catch (HoneException error)
            {
                broken.Add(new UndecodableItem(data.Ids[row], (error.Got ?? error.Expected).ReplaceLineEndings(" ")));
            }
        }

        DataExtreme[] sorted = [.. values.OrderBy(item => item.Value).ThenBy(item => item.Id, StringComparer.Ordinal)];
        int shown = Math.Max(1, Math.Min(count, (sorted.Length + 1) / 2));
        return new DataExtremes
        {
            SortedBy = by,
            Items = data.Ids.Count,
            Lowest = [.. sorted.Take(shown)],
            Highest = [.. sorted.Reverse().Take(Math.Min(shown, sorted.Length - shown))],
            Undecodable = broken,
        };
    }

    private static Func<int, double> MeasureOf(ProjectDataset data, string by)
    {
        bool isImage = data.Kind is DataKind.ImageFolders or DataKind.ImageTable or DataKind.ImageMasks;
        if (data.Paths is { } paths && by is "size" or "brightness" or "bytes")
        {
            switch (by)
            {
                case "size" when isImage:
                    return row => Pixels(ImageFile.Read(data.Paths![row]).Image);
                case "size" when data.Kind == DataKind.TextFolders:
                    return row => File.ReadAllText(data.Paths![row]).Length;
                case "brightness" when isImage:
                    return row => Brightness(ImageFile.Read(data.Paths![row]).Image);
                case "bytes":
                    return row => new FileInfo(data.Paths![row]).Length;
            }
        }

        if (by == "points" && data.Targets.Count > 1)
        {
            return FromMean(data);
        }

        if (by == "missing")
        {
            return row => data.Columns.Columns.Count(column => column.IsMissing(row));
        }

        if (data.Columns.Contains(by) && data.Columns[by].Kind is ColumnKind.Number or ColumnKind.Integer)
        {
            double[] values = [.. ProjectDataset.Numbers(data.Columns[by])];
            return row => values[row];
        }

        IEnumerable<string> files = isImage ? ["size", "brightness", "bytes"] : data.Paths is null ? [] : ["size", "bytes"];
        IEnumerable<string> numbers = data.Columns.Columns.Where(column => column.Kind is ColumnKind.Number or ColumnKind.Integer).Select(column => column.Name);
        throw new RawDataException(
            ExitCode.Usage, $"one of {string.Join(", ", files.Append("missing").Concat(data.Targets.Count > 1 ? ["points"] : []).Concat(numbers).Take(20))}", $"'{by}'", $"data of kind {data.Kind}", "sort by one of these");
    }

    /// <summary>The mean absolute distance of the target numbers of an item from the means over all items: a wrongly placed or foreign item is far away.</summary>
    private static Func<int, double> FromMean(ProjectDataset data)
    {
        double[][] columns = [.. data.Targets.Select(name => ProjectDataset.Numbers(data.Columns[name]).ToArray())];
        double[] means = [.. columns.Select(column => column.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())];
        return row => Enumerable.Range(0, columns.Length).Average(target => Math.Abs(columns[target][row] - means[target]));
    }

    private static double Pixels(ImageData image) => (double)image.Width * image.Height;

    private static double Brightness(ImageData image)
    {
        double sum = 0;
        foreach (byte value in image.Pixels)
        {
            sum += value;
        }

        return sum / image.Pixels.Length;
    }
}
