namespace Hone.Method;

/// <summary>How one validation item is scored when two runs are compared.</summary>
public enum ItemScore
{
    /// <summary>1 when the largest output is that of the class, else 0; higher is better.</summary>
    Correct,

    /// <summary>-ln of the probability of the class, at least 1e-15; lower is better.</summary>
    LogLoss,

    /// <summary>|output - target|, the mean over the numbers of an item where it has several; lower is better.</summary>
    AbsoluteError,

    /// <summary>(output - target)², the mean over the numbers of an item where it has several; lower is better.</summary>
    SquaredError,

    /// <summary>The metric of the pixels of an image, as a run for masks stores it; higher is better.</summary>
    Pixels,
}
