namespace Hone.Learn;

/// <summary>How <see cref="Learner.GetPreds(DataLoader?, GetPredsOptions, CancellationToken)"/> works; the defaults are fastai's.</summary>
public sealed record GetPredsOptions
{
    /// <summary>Called during this pass, at the events of a validation part, such as <see cref="MCDropout"/>; none unless told.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Whether outputs pass the activation that belongs to the loss, so that they are probabilities for cross-entropy; true. fastai's <c>act</c>.</summary>
    public bool Activate { get; init; } = true;

    /// <summary>Whether the inputs are kept as the model saw them, in <see cref="Predictions.Inputs"/>; false, because they are large. fastai's <c>with_input</c>.</summary>
    public bool WithInputs { get; init; }

    /// <summary>Whether the answers that the loss reads from the outputs are kept, in <see cref="Predictions.Decoded"/>; false. fastai's <c>with_decoded</c>.</summary>
    public bool WithDecoded { get; init; }
}
