namespace Hone.Learn;

/// <summary>Options of <see cref="ImplicitLearner"/>.</summary>
public sealed record ImplicitLearnerOptions
{
    /// <summary>Numbers that stand for each user and item; 50, as for ratings.</summary>
    public int Factors { get; init; } = 50;

    /// <summary>Items that were not chosen beside each that was; 1, as in the paper. More cost time and learn more from each choice.</summary>
    public int Negatives { get; init; } = 1;

    /// <summary>Whether unknown users are taken for average ones, by <see cref="ColdStart"/>; true.</summary>
    public bool ColdStart { get; init; } = true;

    /// <summary>Batches; 64 choices, and 64 users of the validation part, prepared on the thread that trains. The seed decides the order and the negatives too.</summary>
    public DataLoaderOptions Loaders { get; init; } = new() { Workers = 0 };

    /// <summary>Seed of the first values.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>How it learns; the loss is <see cref="BprLoss"/> unless told. <see cref="RecallAtK"/> and <see cref="NdcgAtK"/> are its metrics.</summary>
    public LearnerOptions Learner { get; init; } = new();
}
