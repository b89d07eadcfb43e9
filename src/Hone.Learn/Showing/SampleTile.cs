using Hone.Learn.Data;
using Hone.Learn.Plots;
using Hone.Learn.Plots.Drawing;

namespace Hone.Learn;

/// <summary>A sample as a tile of a grid.</summary>
internal static class SampleTile
{
    public static ImageGridItem Of(ShownSample sample)
    {
        ImageData[] images = [.. sample.Inputs.Select(part => part.Image).OfType<ImageData>()];
        if (images.Length == 0)
        {
            throw new HoneDataException(
                "A grid shows pictures.",
                $"item {sample.Id} with {string.Join(ShownSample.Separator, sample.Inputs)}",
                "BatchView.ToGrid",
                "print the view instead: ToString() writes one line a sample");
        }

        var target = new TilePicture(Png.Encode(PictureOverlay.Draw(images[0], sample.Targets))) { Marks = [.. Marks(sample)] };
        TilePicture[] answer = sample.Prediction is { Mask: not null } mask ? [new TilePicture(Png.Encode(PictureOverlay.Draw(images[0], [mask])))] : [];
        IEnumerable<TilePicture> others = images.Skip(1).Select(image => new TilePicture(Png.Encode(image)));
        return new ImageGridItem(target.Png.ToArray(), Lines(sample)) { IsRight = sample.IsRight, Id = sample.Id, Pictures = [target, .. answer, .. others] };
    }

    /// <summary>The answers lie above the targets.</summary>
    private static IEnumerable<PictureMarks> Marks(ShownSample sample)
    {
        foreach (DecodedPart part in sample.Targets.Where(SampleLegend.HasMarks))
        {
            yield return new PictureMarks(part.Points, part.Boxes, PictureColors.Target);
        }

        if (sample.Prediction is { } answer && SampleLegend.HasMarks(answer))
        {
            yield return new PictureMarks(answer.Points, answer.Boxes, PictureColors.Answer);
        }
    }

    private static string[] Lines(ShownSample sample)
    {
        string target = string.Join(ShownSample.Separator, sample.Targets.Where(SaysMoreThanThePicture));
        if (sample.Prediction is not { } answer)
        {
            return target.Length == 0 ? [] : [target];
        }

        // The verdict comes first, because long answers are cut at their end.
        string how = sample.IsRight switch { true => "right:", false => "wrong:", null => "answer" };
        var lines = new List<string>();
        if (SaysMoreThanThePicture(answer))
        {
            lines.Add($"{how} {answer}");
        }

        if (target.Length > 0)
        {
            lines.Add($"target {target}");
        }

        if (!double.IsNaN(sample.Loss))
        {
            lines.Add($"loss {Wording.Loss(sample.Loss)}");
        }

        return [.. lines];
    }

    /// <summary>Masks and points are seen; their words are only their size.</summary>
    private static bool SaysMoreThanThePicture(DecodedPart part) => part.Mask is null && part.Points.Count == 0;
}
