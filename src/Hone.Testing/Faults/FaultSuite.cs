namespace Hone.Testing;

/// <summary>The suite of checks that must find a fault.</summary>
public enum FaultSuite
{
    /// <summary>The checks of one set.</summary>
    Data,

    /// <summary>The checks of the parts against each other.</summary>
    Split,

    /// <summary>The checks for leaks.</summary>
    Leak,
}
