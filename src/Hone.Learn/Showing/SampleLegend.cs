using Hone.Learn.Data;
using Hone.Learn.Plots.Drawing;

namespace Hone.Learn;

/// <summary>What the colors in a grid of samples mean.</summary>
internal static class SampleLegend
{
    public static IReadOnlyList<LegendEntry> Of(IReadOnlyList<ShownSample> samples)
    {
        var entries = new List<LegendEntry>();
        DecodedPart[] answers = [.. samples.Select(sample => sample.Prediction).OfType<DecodedPart>()];
        if (answers.Any(HasMarks))
        {
            entries.Add(new LegendEntry("target", PictureColors.Target));
            entries.Add(new LegendEntry("answer", PictureColors.Answer));
        }

        if (answers.Any(part => part.Mask is not null))
        {
            entries.Add(new LegendEntry("left the target, right the answer"));
        }

        entries.AddRange(Classes([.. samples.SelectMany(sample => sample.Targets), .. answers]));
        return entries;
    }

    public static bool HasMarks(DecodedPart part) => part.Points.Count > 0 || part.Boxes.Count > 0;

    /// <summary>The classes that occur, where they have names.</summary>
    private static IEnumerable<LegendEntry> Classes(DecodedPart[] parts)
    {
        IReadOnlyList<string> names = parts.FirstOrDefault(part => part.Mask is not null && part.Vocab.Count > 0)?.Vocab ?? [];
        if (names.Count == 0)
        {
            return [];
        }

        IEnumerable<byte> codes = parts.Select(part => part.Mask).OfType<ImageData>().SelectMany(mask => mask.Pixels).Distinct().Order();
        return codes.Select(code => new LegendEntry(code < names.Count ? names[code] : $"code {code}", PictureColors.OfClass(code)) { IsBackground = code == 0 });
    }
}
