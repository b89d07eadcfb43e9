using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>The kind of data that a ladder stands on; each has its own rungs.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<LadderKind>))]
public enum LadderKind
{
    /// <summary>A table with a target column.</summary>
    Table,

    /// <summary>Pictures with a class each.</summary>
    Images,

    /// <summary>Pictures with a class for each pixel.</summary>
    Masks,

    /// <summary>Texts with a class each.</summary>
    Text,

    /// <summary>Ratings of items by users.</summary>
    Ratings,

    /// <summary>A table with a target column and a date, of which the future is predicted.</summary>
    Time,

    /// <summary>Pictures that a table lists, with one or several numbers each, such as key points.</summary>
    Points,
}
