namespace Hone.Method;

/// <summary>What a comparison says about the first of two.</summary>
public enum Verdict
{
    /// <summary>The interval of the difference holds 0: the data cannot tell the two apart.</summary>
    Same,

    /// <summary>The first is better: the whole interval is on its side of 0.</summary>
    Better,

    /// <summary>The first is worse: the whole interval is on the other side of 0.</summary>
    Worse,
}
