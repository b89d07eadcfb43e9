using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>
/// Counts of actual class (rows) against predicted class (columns), with recall at the right and precision below. Each cell is shaded by its share
/// of the row, so that a rare class is as visible as a frequent one; the shade grows with the square root of the share, because the errors worth
/// seeing are small. Correct cells are blue and errors orange.
/// </summary>
public sealed record ConfusionMatrixChart : Chart
{
    private const int MostClasses = 100;

    /// <summary>Creates the chart.</summary>
    /// <param name="counts">counts: [actual, predicted], none negative.</param>
    /// <param name="classNames">One name per class, in the order of the counts.</param>
    /// <exception cref="ArgumentException">
    /// The matrix is not square, differs from the number of names, has more than 100 classes or a negative count.
    /// </exception>
    public ConfusionMatrixChart(long[,] counts, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(classNames);
        int rows = counts.GetLength(0);
        int columns = counts.GetLength(1);
        if (rows != columns || rows != classNames.Count)
        {
            throw new ArgumentException(
                $"Expected counts of shape [{classNames.Count}, {classNames.Count}] for {classNames.Count} class names; got [{rows}, {columns}]. "
                + "Try one row, one column and one name per class, also for a class that never occurs.",
                nameof(counts));
        }

        if (rows > MostClasses)
        {
            throw new ArgumentException(
                $"Expected at most {MostClasses} classes, more cells cannot be read; got {rows}. Try a BarChart of the most confused pairs.",
                nameof(counts));
        }

        for (int actual = 0; actual < rows; actual++)
        {
            for (int predicted = 0; predicted < columns; predicted++)
            {
                if (counts[actual, predicted] < 0)
                {
                    throw new ArgumentException($"Expected counts of 0 or more; got {counts[actual, predicted]} at [{actual}, {predicted}].", nameof(counts));
                }
            }
        }

        Counts = new ConfusionCounts((long[,])counts.Clone());
        ClassNames = [.. classNames];
    }

    /// <summary>One name per class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    internal ConfusionCounts Counts { get; }

    private protected override double RenderContent(SvgWriter svg, double top) =>
        Counts.Total == 0 ? RenderNoData(svg, top) : ConfusionMatrixRenderer.Render(this, svg, top);

    private protected override string Describe()
    {
        if (Counts.Total == 0)
        {
            return "Confusion matrix, no data.";
        }

        IEnumerable<string> recalls = ClassNames.Select((name, i) => $"{name} {RecallText(i)}");
        return $"Confusion matrix of {NumberText.Count(Counts.Total)} items in {ClassNames.Count} classes, "
            + $"{NumberText.Percent((double)Counts.Correct / Counts.Total)} correct. Recall: {string.Join(", ", recalls)}.";
    }

    private string RecallText(int i) => Counts.RowTotal(i) == 0 ? "no items" : NumberText.Percent((double)Counts[i, i] / Counts.RowTotal(i));
}
