namespace Hone.Engine.Tests.Kernels;

/// <summary>Which of the kernel's compilations a test runs.</summary>
public enum RegisterWidth
{
    Bits128,
    Bits256,
    Bits512,

    /// <summary>The one that the machine chooses.</summary>
    Machine,
}
