namespace Hone.Learn;

/// <summary>What a batch held and what the model said, kept by <see cref="CollectData"/>; all values row-major.</summary>
/// <param name="Epoch">Epoch, from 0.</param>
/// <param name="Number">Position in its part of the epoch, from 0.</param>
/// <param name="IsTraining">Whether it was learned from.</param>
/// <param name="Ids">The identities of its items.</param>
/// <param name="Inputs">Each input as the model saw it, indices as numbers too.</param>
/// <param name="InputShapes">Their shapes.</param>
/// <param name="Target">The first target; null without labels.</param>
/// <param name="Prediction">What the model gave, before the activation; null if a callback cut the batch short before.</param>
/// <param name="PredictionShape">Its shape.</param>
/// <param name="Loss">Its loss.</param>
public sealed record CollectedBatch(
    int Epoch,
    int Number,
    bool IsTraining,
    IReadOnlyList<string> Ids,
    IReadOnlyList<float[]> Inputs,
    IReadOnlyList<Shape> InputShapes,
    float[]? Target,
    float[]? Prediction,
    Shape PredictionShape,
    double Loss);
