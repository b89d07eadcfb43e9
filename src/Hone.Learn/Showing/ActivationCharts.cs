using System.Globalization;
using Hone.Learn.Data;
using Hone.Learn.Plots;

namespace Hone.Learn;

/// <summary>Charts of what came out of the layers while a net learned.</summary>
public static class ActivationCharts
{
    /// <summary>A look is at least this wide, so that few looks make a picture too.</summary>
    private const int NarrowestPicture = 120;
    private const int PixelsOfABin = 3;

    /// <summary>Lines that can be told apart: the colors of the palette.</summary>
    private const int NamedLayers = 8;

    /// <summary>Mean, standard deviation and share near zero of every layer over the steps, a line for each layer.</summary>
    /// <remarks>
    /// A net that learns well keeps means near 0 and deviations near 1 from the first steps on; deviations that climb and collapse again and again are the picture of one that does not. Of more than
    /// eight layers, eight from the first to the last have a name, and those between them are faint lines in the color of the named one before; <see cref="PlotLayerStats"/> shows one of them alone.
    /// </remarks>
    /// <param name="stats">After a fit.</param>
    /// <returns>Three charts.</returns>
    public static SmallMultiples PlotStats(this ActivationStats stats)
    {
        ArgumentNullException.ThrowIfNull(stats);
        return new SmallMultiples
        {
            Title = "Activations",
            Columns = stats.Layers.Count > NamedLayers ? 1 : 3,
            Charts = [Lines(stats, "mean", look => look.Mean), Lines(stats, "deviation", look => look.Std), Lines(stats, "share near zero", look => look.NearZero)],
        };
    }

    /// <summary>The same three of one layer; fastai's <c>plot_layer_stats</c>.</summary>
    /// <param name="stats">After a fit.</param>
    /// <param name="layer">The path of the layer, a key of <see cref="ActivationStats.Layers"/>.</param>
    /// <returns>Three charts.</returns>
    /// <exception cref="HoneException">No such layer was watched.</exception>
    public static SmallMultiples PlotLayerStats(this ActivationStats stats, string layer)
    {
        ArgumentNullException.ThrowIfNull(stats);
        ArgumentNullException.ThrowIfNull(layer);
        if (!stats.Layers.TryGetValue(layer, out IReadOnlyList<LayerActivation>? looks))
        {
            throw new HoneException($"One of the {stats.Layers.Count} layers that were watched: {string.Join(", ", stats.Layers.Keys.Take(10))}.", $"\"{layer}\"", nameof(PlotLayerStats), "pass a key of ActivationStats.Layers");
        }

        double[] steps = Steps(looks);
        LineChart Line(string name, Func<LayerActivation, double> number) => new() { Title = name, XLabel = "step", Series = [new LineSeries(string.Empty, steps, [.. looks.Select(number)])] };
        return new SmallMultiples
        {
            Title = $"Activations of layer {layer}",
            Columns = 3,
            Charts = [Line("mean", look => look.Mean), Line("deviation", look => look.Std), Line("share near zero", look => look.NearZero)],
        };
    }

    /// <summary>The histograms of every layer as a picture: steps from left to right, values from 0 at the bottom to 10 at the top, the lighter the more of them; fastai's <c>color_dim</c>.</summary>
    /// <remarks>The gray level is log(1 + count) over the largest of its layer. A good picture changes smoothly and reaches far up; light stripes at the bottom alone are units that are dead.</remarks>
    /// <param name="stats">After a fit with <c>withHistogram</c>.</param>
    /// <returns>A picture for each layer.</returns>
    /// <exception cref="HoneException">No histograms were kept.</exception>
    public static ImageGrid PlotHistograms(this ActivationStats stats)
    {
        ArgumentNullException.ThrowIfNull(stats);
        KeyValuePair<string, IReadOnlyList<LayerActivation>>[] layers = [.. stats.Layers.Where(layer => layer.Value.Any(look => look.Histogram.Count > 0))];
        if (layers.Length == 0)
        {
            throw new HoneException("Histograms of activations.", $"{stats.Layers.Count} layers without any", nameof(PlotHistograms), "fit with new ActivationStats(withHistogram: true)");
        }

        return new ImageGrid
        {
            Title = "Histograms of activations",
            CellSize = 160,
            Items = [.. layers.Select(layer => new ImageGridItem(Png.Encode(Picture(layer.Value)), layer.Key, string.Create(CultureInfo.InvariantCulture, $"steps {layer.Value[0].Step} to {layer.Value[^1].Step}")))],
        };
    }

    private static LineChart Lines(ActivationStats stats, string title, Func<LayerActivation, double> number)
    {
        KeyValuePair<string, IReadOnlyList<LayerActivation>>[] layers = [.. stats.Layers];
        int named = Math.Min(NamedLayers, layers.Length);
        int[] places = [.. Enumerable.Range(0, named).Select(slot => named == 1 ? 0 : slot * (layers.Length - 1) / (named - 1))];
        LineSeries Line(int i) => new(layers[i].Key, Steps(layers[i].Value), [.. layers[i].Value.Select(number)])
        {
            Color = Array.FindLastIndex(places, place => place <= i),
            Style = places.Contains(i) ? LineStyle.Solid : LineStyle.Faint,
        };

        // What is drawn later stands in front.
        IEnumerable<int> order = Enumerable.Range(0, layers.Length).OrderBy(places.Contains);
        return new LineChart { Title = title, XLabel = "step", Series = [.. order.Select(Line)] };
    }

    private static double[] Steps(IReadOnlyList<LayerActivation> looks) => [.. looks.Select(look => (double)look.Step)];

    private static ImageData Picture(IReadOnlyList<LayerActivation> looks)
    {
        int bins = looks[0].Histogram.Count;
        int widthOfALook = Math.Max(1, NarrowestPicture / looks.Count);
        int width = looks.Count * widthOfALook;
        double largest = Math.Log(1 + looks.Max(look => look.Histogram.Max()));
        var pixels = new byte[width * bins * PixelsOfABin];
        for (int i = 0; i < pixels.Length; i++)
        {
            int bin = bins - 1 - (i / width / PixelsOfABin);
            double share = Math.Log(1 + looks[i % width / widthOfALook].Histogram[bin]) / Math.Max(1e-12, largest);
            pixels[i] = (byte)Math.Round(255 * share);
        }

        return new ImageData(width, bins * PixelsOfABin, 1, pixels);
    }
}
