using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What a submission must keep to.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SubmissionRule>))]
public enum SubmissionRule
{
    /// <summary>The file is not empty and not larger than the limit.</summary>
    Size,

    /// <summary>UTF-8 without a byte order mark.</summary>
    Encoding,

    /// <summary>The columns of the sample in its order, and as many fields in every row.</summary>
    Columns,

    /// <summary>As many rows as the sample.</summary>
    RowCount,

    /// <summary>The ids of the sample, each once.</summary>
    Ids,

    /// <summary>The order of the sample.</summary>
    Order,

    /// <summary>A value in every field: no empty field, no NaN, no infinity.</summary>
    Missing,

    /// <summary>Whole numbers, numbers or words as in the sample.</summary>
    Types,

    /// <summary>Probabilities from 0 to 1.</summary>
    Range,

    /// <summary>Probabilities of a row that sum to 1 within 0.001.</summary>
    ProbabilitySum,
}
