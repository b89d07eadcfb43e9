using System.Runtime.Intrinsics;

namespace Hone.Tests.Instructions;

/// <summary>Runs in every process of these tests; in a child process it proves which registers the machine was left with.</summary>
public sealed class InstructionProbe
{
    /// <summary>Names the widest register, in bits, that may be accelerated; the parent sets it in the environment of a child.</summary>
    public const string Expectation = "HONE_TEST_WIDEST_REGISTER";

    [Fact]
    public void The_widest_register_is_the_one_that_was_asked_for()
    {
        int widest = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        TestContext.Current.TestOutputHelper?.WriteLine($"widest accelerated register: {widest} bits");
        if (Environment.GetEnvironmentVariable(Expectation) is { } expected)
        {
            Assert.Equal(expected, widest.ToString());
        }
    }
}
