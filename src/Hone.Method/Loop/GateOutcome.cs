using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What the regression gate says about a run.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<GateOutcome>))]
public enum GateOutcome
{
    /// <summary>Better than its reference by more than noise.</summary>
    Better,

    /// <summary>Neither better nor worse than noise allows.</summary>
    Same,

    /// <summary>Worse than its reference by more than noise and by more than the tolerance.</summary>
    Worse,

    /// <summary>The run failed or stopped.</summary>
    DidNotComplete,

    /// <summary>The two runs cannot be compared.</summary>
    NotChecked,
}
