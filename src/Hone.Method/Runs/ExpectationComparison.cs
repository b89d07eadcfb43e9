namespace Hone.Method;

/// <summary>How an expectation compares.</summary>
public enum ExpectationComparison
{
    /// <summary>&gt;</summary>
    Above,

    /// <summary>&gt;=</summary>
    AtLeast,

    /// <summary>&lt;</summary>
    Below,

    /// <summary>&lt;=</summary>
    AtMost,
}
