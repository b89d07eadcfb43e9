using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What is known about local against public scores.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TrackingState>))]
public enum TrackingState
{
    /// <summary>Fewer than two scored submissions of different recipes, or all differences are inside noise.</summary>
    NotChecked,

    /// <summary>Two or three agree: not more than a coin toss or two.</summary>
    Started,

    /// <summary>Four or more agree.</summary>
    Tracks,

    /// <summary>At least one pair is in the opposite order by more than noise.</summary>
    Contradicts,
}
