using System.Globalization;
using System.Text;
using Hone.Learn.Data;
using Hone.Learn.Plots;

namespace Hone.Learn;

/// <summary>Some samples to look at: as a grid of pictures, or as lines of text.</summary>
/// <param name="Samples">The samples.</param>
public sealed record BatchView(IReadOnlyList<ShownSample> Samples)
{
    private const string Right = "right";
    private const string Wrong = "wrong";

    /// <summary>The pictures with their targets below, masks and points drawn over them; with answers, a second picture shows the answer.</summary>
    /// <remarks>Answers in words say whether they are right, and have the color of right or wrong ones: see <see cref="ImageGridItem.IsRight"/>, where fastai has green and red.</remarks>
    /// <returns>A chart; its <c>ToSvg()</c> is a file of its own.</returns>
    /// <exception cref="HoneDataException">The samples have no pictures.</exception>
    public ImageGrid ToGrid()
    {
        var items = new List<ImageGridItem>();
        foreach (ShownSample sample in Samples)
        {
            ImageData image = sample.Inputs.Select(part => part.Image).FirstOrDefault(picture => picture is not null) ?? throw new HoneDataException(
                "A grid shows pictures.",
                $"item {sample.Id} with {string.Join(", ", sample.Inputs.Select(part => part.Text))}",
                "BatchView.ToGrid",
                "print the view instead: ToString() writes one line a sample");
            items.Add(new ImageGridItem(Png.Encode(PictureOverlay.Draw(image, sample.Targets)), Caption(sample)) { IsRight = IsRight(sample) });
            if (sample.Prediction is { } answer && IsPicture(answer))
            {
                items.Add(new ImageGridItem(Png.Encode(PictureOverlay.Draw(image, [answer])), "answer", Number(sample.Loss)));
            }
        }

        return new ImageGrid { Items = items };
    }

    /// <summary>One line a sample: identity, inputs, targets and, where a model was asked, its answer.</summary>
    /// <returns>The lines.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (ShownSample sample in Samples)
        {
            text.Append(sample.Id).Append("  ").AppendJoin(", ", sample.Inputs.Select(part => part.Text));
            if (sample.Targets.Count > 0)
            {
                text.Append("  ->  ").AppendJoin(", ", sample.Targets.Select(part => part.Text));
            }

            if (sample.Prediction is { } answer)
            {
                text.Append("  answer ").Append(answer.Text).Append(", loss ").Append(Number(sample.Loss));
            }

            text.AppendLine();
        }

        return text.ToString();
    }

    private static string[] Caption(ShownSample sample)
    {
        string target = Target(sample);
        if (sample.Prediction is not { } answer)
        {
            return target.Length == 0 ? [sample.Id] : [target, sample.Id];
        }

        return IsRight(sample) is { } isRight
            ? [$"{answer.Text} ({(isRight ? Right : Wrong)})", target, Number(sample.Loss)]
            : [IsPicture(answer) ? "target" : answer.Text, sample.Id];
    }

    private static string Target(ShownSample sample) => string.Join(", ", sample.Targets.Select(part => part.Text));

    /// <summary>Null without an answer or a target, and for answers that are pictures, which are no simply right or wrong ones.</summary>
    private static bool? IsRight(ShownSample sample)
    {
        string target = Target(sample);
        return sample.Prediction is { } answer && !IsPicture(answer) && target.Length > 0 ? answer.Text == target : null;
    }

    private static bool IsPicture(DecodedPart answer) => answer.Mask is not null || answer.Points.Count > 0;

    private static string Number(double loss) => double.IsNaN(loss) ? string.Empty : loss.ToString("0.000", CultureInfo.InvariantCulture);
}
