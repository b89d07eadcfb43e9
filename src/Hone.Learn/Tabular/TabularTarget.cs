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

    /// <summary>
    /// A category with an order, such as stars of a rating: numbers by size, words in the order of <see cref="TabularOptions.Levels"/>. The net learns one score and where to cut it
    /// (<see cref="OrdinalModel"/>), so that near classes are near mistakes.
    /// </summary>
    Ordinal,
}
