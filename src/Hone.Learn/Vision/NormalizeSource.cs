namespace Hone.Learn;

/// <summary>From what <see cref="Normalize"/> learns mean and standard deviation.</summary>
public enum NormalizeSource
{
    /// <summary>The first shuffled batch of the training part: quick, as in fastai.</summary>
    OneBatch,

    /// <summary>Every image of the training part: exact, and every image is read once more.</summary>
    TrainingSet,
}
