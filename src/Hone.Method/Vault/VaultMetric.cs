using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>
/// What the vault can measure. A closed set: a metric of the caller's own would be handed the test labels.
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<VaultMetric>))]
public enum VaultMetric
{
    /// <summary>The share of predictions equal to the label, with its Wilson interval; higher is better.</summary>
    Accuracy,

    /// <summary>The mean of |prediction - label|, with its bootstrap interval; lower is better.</summary>
    MeanAbsoluteError,
}
