using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>The parts of a split.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Part>))]
public enum Part
{
    /// <summary>What a model learns from.</summary>
    Train,

    /// <summary>What decisions are made on.</summary>
    Valid,

    /// <summary>What is looked at once, at the end; its labels are in the vault.</summary>
    Test,

    /// <summary>What a split by time leaves out on purpose: the rows of the gap before a later part, and rows that a sliding window has passed.</summary>
    Gap,
}
