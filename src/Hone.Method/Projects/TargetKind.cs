using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What is predicted; decides which metrics make sense.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TargetKind>))]
public enum TargetKind
{
    /// <summary>One of several classes.</summary>
    Class,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A class for each pixel.</summary>
    Mask,

    /// <summary>Several numbers, such as the places of key points.</summary>
    Points,
}
