namespace Hone.Learn;

/// <summary>What a tracker watches.</summary>
public sealed record TrackerOptions
{
    /// <summary>A column of the table of epochs: <c>train_loss</c>, <c>valid_loss</c> or the name of a metric.</summary>
    public string Monitor { get; init; } = "valid_loss";

    /// <summary>Smallest change that counts as better.</summary>
    public double MinDelta { get; init; }

    /// <summary>Epochs without improvement before something happens; 1 as in fastai.</summary>
    public int Patience { get; init; } = 1;
}
