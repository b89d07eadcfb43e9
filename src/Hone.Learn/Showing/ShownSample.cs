using System.Text;

namespace Hone.Learn;

/// <summary>One sample of a batch, turned back into what people can look at.</summary>
/// <param name="Id">The item's identity, such as the path of its file.</param>
/// <param name="Inputs">What the model saw, part by part.</param>
/// <param name="Targets">What was right, part by part; empty without labels.</param>
public sealed record ShownSample(string Id, IReadOnlyList<DecodedPart> Inputs, IReadOnlyList<DecodedPart> Targets)
{
    /// <summary>Between the parts of a sample, whose own words may have commas between them.</summary>
    internal const string Separator = "; ";

    /// <summary>What the model answered; null where no model was asked.</summary>
    public DecodedPart? Prediction { get; init; }

    /// <summary>The loss of this sample; NaN where no model was asked.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>
    /// Whether the answer has the same classes as the first target, in any order. Null without an answer or a label, and for answers that are no classes: numbers, points, boxes and masks are more or
    /// less right, and <see cref="Loss"/> says how much.
    /// </summary>
    public bool? IsRight => Prediction?.Classes is { } said && Targets is [{ Classes: { } right }, ..] ? said.ToHashSet(StringComparer.Ordinal).SetEquals(right) : null;

    /// <summary>Identity, inputs, targets and, where a model was asked, its answer and its loss.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        StringBuilder text = new StringBuilder(Id).Append("  ").AppendJoin(Separator, Inputs);
        if (Targets.Count > 0)
        {
            text.Append("  ->  ").AppendJoin(Separator, Targets);
        }

        if (Prediction is not null)
        {
            text.Append("  answer ").Append(Prediction);
            text.Append(IsRight switch { true => " (right)", false => " (wrong)", null => string.Empty });
            if (!double.IsNaN(Loss))
            {
                text.Append(", loss ").Append(Wording.Loss(Loss));
            }
        }

        return text.ToString();
    }
}
