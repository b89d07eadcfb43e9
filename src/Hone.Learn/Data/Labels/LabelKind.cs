namespace Hone.Learn.Data;

/// <summary>What the labels of a table are; fastai's <c>y_block</c>.</summary>
public enum LabelKind
{
    /// <summary>Several classes where there is a delimiter or more than one column, otherwise one class; as in fastai.</summary>
    Inferred,

    /// <summary>One class for each item.</summary>
    Category,

    /// <summary>Any number of classes for each item: words with a delimiter between them, or a column of yes and no for each class.</summary>
    MultiCategory,

    /// <summary>Numbers to predict, one for each column.</summary>
    Regression,
}
