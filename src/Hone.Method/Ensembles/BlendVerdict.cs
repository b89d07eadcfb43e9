using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What a blend brings over its best member, on items that its weights were not fitted on.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<BlendVerdict>))]
public enum BlendVerdict
{
    /// <summary>The whole interval of the difference is on the side of the blend.</summary>
    Gain,

    /// <summary>The blend is better on these items, but the interval holds 0.</summary>
    NotShown,

    /// <summary>The blend is not better, or all its weight is on one member: keep the single model.</summary>
    NoGain,
}
