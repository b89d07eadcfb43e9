using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What the target columns of a submission hold.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SubmissionForm>))]
public enum SubmissionForm
{
    /// <summary>A number of any size.</summary>
    Value,

    /// <summary>The number of a class.</summary>
    ClassNumber,

    /// <summary>The name of a class.</summary>
    ClassName,

    /// <summary>Probabilities: of class 1 in one column, or of every class in a column each, with sum 1.</summary>
    Probability,
}
