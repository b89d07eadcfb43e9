using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What became of a hypothesis.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<VerdictOutcome>))]
public enum VerdictOutcome
{
    /// <summary>The whole interval meets the expectation.</summary>
    Supported,

    /// <summary>No part of the interval meets it.</summary>
    Refuted,

    /// <summary>The validation items cannot tell.</summary>
    Inconclusive,

    /// <summary>There is nothing to judge: the run did not complete, or its predictions do not compare with those of its base.</summary>
    NoVerdict,
}
