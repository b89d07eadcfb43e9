using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>Charts side by side in one picture: loss and accuracy, one panel per layer. Each panel keeps its own title.</summary>
public sealed record SmallMultiples : Chart
{
    private const double Gap = 24;

    private readonly int _columns = 2;

    /// <summary>The panels, row by row; each is drawn at the width of its column. Default: none.</summary>
    public IReadOnlyList<Chart> Charts { get; init; } = [];

    /// <summary>The number of columns, 1 or more. Default: 2. Columns never get narrower than 160 pixels; then there are fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Columns
    {
        get => _columns;
        init
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(Columns), $"Expected 1 column or more; got {value}. Try 2.");
            }

            _columns = value;
        }
    }

    private protected override double RenderContent(SvgWriter svg, double top)
    {
        if (Charts.Count == 0)
        {
            return RenderNoData(svg, top);
        }

        const int narrowest = 160;
        int mostColumns = Math.Max(1, (int)((Width + Gap) / (narrowest + Gap)));
        int columns = Math.Min(Math.Min(Columns, Charts.Count), mostColumns);
        int panelWidth = (int)((Width - ((columns - 1) * Gap)) / columns);
        double y = top;
        foreach (Chart[] row in Charts.Chunk(columns))
        {
            double tallest = 0;
            for (int column = 0; column < row.Length; column++)
            {
                Chart panel = row[column] with { Width = panelWidth };
                SvgWriter content = new();
                double height = panel.Render(content, isPanel: true);
                svg.OpenView(column * (panelWidth + Gap), y, panelWidth, height);
                svg.Raw(content.ToString());
                svg.CloseView();
                tallest = Math.Max(tallest, height);
            }

            y += tallest + Gap;
        }

        return y - Gap;
    }

    private protected override string Describe() => Charts.Count == 0
        ? "Small multiples, no data."
        : string.Join(" ", Charts.Select(chart => chart.Title.Length > 0 ? $"{chart.Title}: {chart.DescriptionText}" : chart.DescriptionText));
}
