namespace Hone.Method;

/// <summary>How one validation item is scored when two runs are compared.</summary>
public enum ItemScore
{
    /// <summary>1 when the largest output is that of the class, else 0; higher is better.</summary>
    Correct,

    /// <summary>-ln of the probability of the class, at least 1e-15; lower is better.</summary>
    LogLoss,

    /// <summary>|output - target|; lower is better.</summary>
    AbsoluteError,
}
