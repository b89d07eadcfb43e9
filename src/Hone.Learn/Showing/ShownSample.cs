namespace Hone.Learn;

/// <summary>One sample of a batch, turned back into what people can look at.</summary>
/// <param name="Id">The item's identity, such as the path of its file.</param>
/// <param name="Inputs">What the model saw, part by part.</param>
/// <param name="Targets">What was right, part by part; empty without labels.</param>
public sealed record ShownSample(string Id, IReadOnlyList<DecodedPart> Inputs, IReadOnlyList<DecodedPart> Targets)
{
    /// <summary>What the model answered; null where no model was asked.</summary>
    public DecodedPart? Prediction { get; init; }

    /// <summary>The loss of this sample; NaN where no model was asked.</summary>
    public double Loss { get; init; } = double.NaN;
}
