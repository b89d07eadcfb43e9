namespace Hone.Method;

/// <summary>What is predicted from a table.</summary>
public enum TableTask
{
    /// <summary>Words and truth values are classes, whole numbers of two different values too; all other numbers are numbers.</summary>
    Inferred,

    /// <summary>A class, also when it is written as a number.</summary>
    Classes,

    /// <summary>A number.</summary>
    Numbers,
}
