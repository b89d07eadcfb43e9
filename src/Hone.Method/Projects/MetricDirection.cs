using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>Whether a larger or a smaller number is better.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<MetricDirection>))]
public enum MetricDirection
{
    /// <summary>Larger is better, as for accuracy.</summary>
    Higher,

    /// <summary>Smaller is better, as for an error.</summary>
    Lower,
}
