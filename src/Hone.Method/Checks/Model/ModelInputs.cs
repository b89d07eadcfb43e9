using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Plots;

namespace Hone.Method;

/// <summary>The inputs of one batch as a model sees them (M40).</summary>
/// <param name="Grid">One picture for each item; its <c>ToSvg()</c> is a file of its own.</param>
/// <param name="Text">One line for each item.</param>
/// <param name="IsRaw">Whether the pictures are heat maps of the raw tensors, because the input cannot be turned back into a picture.</param>
/// <param name="Note">What the pictures show, in a sentence.</param>
public sealed record ModelInputs(ImageGrid Grid, string Text, bool IsRaw, string Note)
{
    private const int LongestSide = 96;

    internal static ModelInputs Of(ModelProbe probe, int count)
    {
        BatchView view = probe.Data!.Train.ShowBatch(count);
        if (view.Samples.All(sample => sample.Inputs.Any(part => part.Image is not null)))
        {
            return new ModelInputs(view.ToGrid(), view.ToString(), false, $"{view.Samples.Count} items of the training part after all transforms, turned back into pictures");
        }

        int shown = Math.Min(count, probe.Count);
        float[] values = probe.Input().To(DType.Float32).ToArray<float>();
        int width = values.Length / probe.Count;
        (float low, float high) = (values.Min(), values.Max());
        ImageGridItem[] items = [.. Enumerable.Range(0, shown).Select(row => new ImageGridItem(
            Png.Encode(HeatMap(values.AsSpan(row * width, width), probe.InputShape, low, high))) { Id = probe.ItemIds[row] })];
        string note = $"the input {probe.InputShape} cannot be turned back into a picture: {shown} raw tensors as heat maps, black {low:0.###} to white {high:0.###}";
        return new ModelInputs(new ImageGrid { Items = items }, view.ToString(), true, note);
    }

    /// <summary>One item as rows of gray squares: [rows, columns] for two and more axes, else as square as its length allows.</summary>
    private static ImageData HeatMap(ReadOnlySpan<float> values, Shape batch, float low, float high)
    {
        int columns = batch.Rank > 2 ? batch[batch.Rank - 1] : (int)Math.Ceiling(Math.Sqrt(values.Length));
        int rows = (values.Length + columns - 1) / columns;
        int scale = Math.Max(1, LongestSide / Math.Max(rows, columns));
        byte[] pixels = new byte[rows * scale * columns * scale];
        for (int y = 0; y < rows * scale; y++)
        {
            for (int x = 0; x < columns * scale; x++)
            {
                int place = (y / scale * columns) + (x / scale);
                float share = place < values.Length && high > low ? (values[place] - low) / (high - low) : 0;
                pixels[(y * columns * scale) + x] = (byte)Math.Clamp(255 * share, 0, 255);
            }
        }

        return new ImageData(columns * scale, rows * scale, 1, pixels);
    }
}
