namespace Hone.Learn;

/// <summary>What is predicted.</summary>
public enum TabularTarget
{
    /// <summary>Text and truth values are categories, numbers and integers are numbers; as in fastai.</summary>
    Inferred,

    /// <summary>A category, also when it is written as a number.</summary>
    Category,

    /// <summary>One number, or several.</summary>
    Regression,
}
