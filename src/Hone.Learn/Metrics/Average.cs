namespace Hone.Learn;

/// <summary>How the values of several classes or labels become one number; scikit-learn's <c>average</c>.</summary>
public enum Average
{
    /// <summary>The plain mean over classes: rare ones count as much as frequent ones.</summary>
    Macro,

    /// <summary>From the counts of all classes together: frequent ones count more.</summary>
    Micro,

    /// <summary>The mean over classes, weighted by how many items each has.</summary>
    Weighted,

    /// <summary>The value of class 1 alone, as where it is the one to be found; metrics of classes refuse it unless there are two.</summary>
    Binary,
}
