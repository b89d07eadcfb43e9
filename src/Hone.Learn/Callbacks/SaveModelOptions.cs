namespace Hone.Learn;

/// <summary>When <see cref="SaveModel"/> writes, and how much; the defaults are fastai's, except that of <see cref="WithOptimizer"/>.</summary>
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

    /// <summary>
    /// Whether the optimizer is written too; fastai's <c>with_opt</c>, which is false there and true here, so that every file is a whole checkpoint that a fit can go on from. False
    /// writes what <see cref="Learner.Save"/> writes without an optimizer: weights, buffers and random streams, for AdamW a third of the bytes. <see cref="Learner.Load"/> reads
    /// either; a fit goes on from whole checkpoints alone, and history and finished epochs are in no other.
    /// </summary>
    public bool WithOptimizer { get; init; } = true;
}
