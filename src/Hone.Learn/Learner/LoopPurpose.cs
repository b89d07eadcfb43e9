namespace Hone.Learn;

/// <summary>What a pass over the data is for.</summary>
public enum LoopPurpose
{
    /// <summary>Training with validation: <see cref="Learner.Fit"/> and its siblings.</summary>
    Fit,

    /// <summary>The search for a learning rate: <see cref="Learner.LrFind"/>. What it trains is undone.</summary>
    LrFind,

    /// <summary>Loss and metrics of a part of the data: <see cref="Learner.Validate"/>.</summary>
    Validate,

    /// <summary>Predictions: <see cref="Learner.GetPreds(DataLoader?, CancellationToken)"/>, <see cref="Learner.Tta"/> and <see cref="Learner.Predict"/>.</summary>
    Predict,
}
