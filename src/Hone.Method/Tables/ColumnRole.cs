using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What a column is for.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ColumnRole>))]
public enum ColumnRole
{
    /// <summary>Its values are names.</summary>
    Category,

    /// <summary>Its values are quantities.</summary>
    Number,

    /// <summary>It is taken apart into year, month, day and so on.</summary>
    Date,

    /// <summary>It is predicted.</summary>
    Target,

    /// <summary>It is not learned from.</summary>
    LeftOut,
}
