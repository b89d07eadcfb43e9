using System.Runtime.Intrinsics;
using Hone.Engine.Tests.Kernels.Convolution;
using Hone.Tests.Instructions;

namespace Hone.Engine.Tests.Kernels;

/// <summary>
/// The register sizes for which a test calls a kernel by its size: each, also those that the machine lacks and emulates. In a process whose
/// instructions are switched off only those that are left: there the way counts that the machine takes, and wider ones are emulated the slow way.
/// </summary>
internal static class TestedRegisters
{
    private static readonly bool HasAllInstructions = Environment.GetEnvironmentVariable(InstructionProbe.Expectation) is null;

    public static RegisterWidth[] Widths { get; } = HasAllInstructions ? Enum.GetValues<RegisterWidth>() : [RegisterWidth.Machine];

    public static RegisterSize[] Sizes { get; } = HasAllInstructions ? Enum.GetValues<RegisterSize>() : [.. Enum.GetValues<RegisterSize>().Where(IsLeft)];

    public static bool IsLeft(RegisterSize size) => size switch
    {
        RegisterSize.Bits512 => HasAllInstructions || Vector512.IsHardwareAccelerated,
        RegisterSize.Bits256 => HasAllInstructions || Vector256.IsHardwareAccelerated,
        _ => true,
    };
}
