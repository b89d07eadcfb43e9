using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>How the items of a split were chosen.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SplitStrategy>))]
public enum SplitStrategy
{
    /// <summary>By chance alone.</summary>
    Random,

    /// <summary>By chance within each class, so that every part has the class shares of the whole.</summary>
    Stratified,

    /// <summary>The test part is given, such as the official one of a dataset; the rest is divided by chance within each class.</summary>
    GivenTest,
}
