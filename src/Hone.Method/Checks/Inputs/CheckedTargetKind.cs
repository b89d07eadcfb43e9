namespace Hone.Method;

/// <summary>What the target of a table is.</summary>
public enum CheckedTargetKind
{
    /// <summary>Decided by the values: text and truth are classes, fractions are numbers, whole numbers are classes up to 20 different ones.</summary>
    Inferred,

    /// <summary>Classes.</summary>
    Classes,

    /// <summary>A number.</summary>
    Number,
}
