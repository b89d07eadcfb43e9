namespace Hone.Learn;

/// <summary>How a transferred model is fine-tuned; fastai's numbers.</summary>
public sealed record FineTuneOptions
{
    /// <summary>Epochs with everything frozen but the last group.</summary>
    public int FreezeEpochs { get; init; } = 1;

    /// <summary>After unfreezing, the first group learns this many times slower than the last.</summary>
    public double LrMult { get; init; } = 100;

    /// <summary>Share of the second phase up to its peak, 0 to 1.</summary>
    public double PctStart { get; init; } = 0.3;

    /// <summary>The first learning rate of the second phase is its peak divided by this.</summary>
    public double Div { get; init; } = 5;
}
