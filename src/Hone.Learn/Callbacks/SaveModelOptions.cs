namespace Hone.Learn;

/// <summary>When <see cref="SaveModel"/> writes; the defaults are fastai's.</summary>
public sealed record SaveModelOptions
{
    /// <summary>A column of the table of epochs: <c>train_loss</c>, <c>valid_loss</c> or the name of a metric.</summary>
    public string Monitor { get; init; } = "valid_loss";

    /// <summary>Smallest change that counts as better.</summary>
    public double MinDelta { get; init; }

    /// <summary>
    /// Writes every so many epochs, the first one included, each into a file of its own: <c>model_0.safetensors</c>, <c>model_1.safetensors</c>, ... for
    /// <c>model.safetensors</c>. The best epoch is not watched then, and the last weights stay. Null, the default, keeps the best epoch instead; fastai's
    /// <c>every_epoch</c>.
    /// </summary>
    public int? EveryEpoch { get; init; }

    /// <summary>Writes the file after the fit too, over the best epoch, and keeps the last weights; a fit that ends within an epoch leaves the file as it is. False unless set. fastai's <c>at_end</c>.</summary>
    public bool AtEnd { get; init; }
}
