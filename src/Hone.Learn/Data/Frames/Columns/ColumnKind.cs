namespace Hone.Learn.Data;

/// <summary>What a column of a <see cref="Frame"/> holds. Every kind can have missing values.</summary>
public enum ColumnKind
{
    /// <summary>Floating-point numbers.</summary>
    Number,

    /// <summary>Whole numbers of 64 bits.</summary>
    Integer,

    /// <summary>Words, kept once each and referred to by codes.</summary>
    Text,

    /// <summary>Dates, with or without a time of the day.</summary>
    Date,

    /// <summary>True or false.</summary>
    Bool,
}
