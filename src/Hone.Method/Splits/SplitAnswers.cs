namespace Hone.Method;

/// <summary>Answers to the five questions of the split interview; null where the question is open.</summary>
public sealed record SplitAnswers
{
    /// <summary>1. Will the model predict the future?</summary>
    public bool? PredictsFuture { get; init; }

    /// <summary>The column with the time of each row; needed where the future is predicted.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>How the times of that column are written, in .NET's letters, such as <c>d/M/yyyy</c>; null for ISO dates and month/day/year.</summary>
    public string? DateFormat { get; init; }

    /// <summary>2. Do rows share an entity, such as a person, a patient, a boat, a document, a session, a camera?</summary>
    public bool? SharesEntity { get; init; }

    /// <summary>The column that names the entity of each row.</summary>
    public string? EntityColumn { get; init; }

    /// <summary>3. Will the model meet new entities when it is used?</summary>
    public bool? NewEntities { get; init; }

    /// <summary>4. Are some classes much rarer than others?</summary>
    public bool? IsImbalanced { get; init; }

    /// <summary>5. Did a test part come with the data?</summary>
    public bool? HasGivenTest { get; init; }
}
