using System.Reflection;
using Hone.Engine.Tests.Kernels;
using Hone.Engine.Tests.Memory;
using Hone.Engine.Tests.Ops;
using Hone.Engine.Tests.Proof;
using Hone.Engine.Tests.Threading;
using Hone.Tests.Instructions;

namespace Hone.Engine.Tests.Instructions;

/// <summary>
/// Runs this assembly again in child processes in which groups of instructions are switched off, so that the narrower paths and the plain loops are
/// taken, and proves that they were off. <see cref="LeftOut"/> says which classes stay out, and why. A machine without such a group skips its test.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class InstructionSetTests
{
    private static readonly Dictionary<Type, string> LeftOut = new()
    {
        [typeof(InstructionSetTests)] = "starts these processes",
        [typeof(StepScopeTests)] = "counts memory, computes next to nothing",
        [typeof(RepeatedStepTests)] = "counts memory, computes next to nothing",
        [typeof(WorkerPoolTests)] = "tests threads, computes nothing",
        [typeof(GradientCheckCoverageTests)] = "reads types, computes nothing",
        [typeof(GoldenCoverageTests)] = "reads types, computes nothing",
        [typeof(KernelCoverageTests)] = "reads types, computes nothing",
        [typeof(InputKindTests)] = "computes again what the gradient checks do",
    };

    /// <summary>A tenth of all the time, for the threads of large decompositions; their values are tested by the small ones.</summary>
    private const string LeftOutTest = nameof(LinearAlgebraTests.Large_systems_are_solved_in_any_number_of_threads_with_the_same_bits);

    /// <summary>All at once, so that the ends of the children, where one thread works, overlap.</summary>
    private static readonly Lazy<Dictionary<string, Task<InstructionChild>>> Children = new(StartAll);

    [Theory]
    [InlineData("EnableAVX512", 512)]
    [InlineData("EnableAVX2", 256)]
    [InlineData("EnableHWIntrinsic", 128)]
    public async Task Tests_pass_with_instructions_switched_off(string group, int needed)
    {
        Assert.SkipUnless(
            InstructionChild.WidestRegister >= needed,
            $"nothing to switch off by {group}: registers of {needed} bits are needed, this machine's widest has {InstructionChild.WidestRegister}");
        InstructionChild child = await Children.Value[group];
        child.RequirePassed(Classes());
    }

    private static Dictionary<string, Task<InstructionChild>> StartAll()
    {
        string[] filters =
        [
            .. LeftOut.Keys.SelectMany(type => new[] { "-class-", type.FullName! }),
            "-method-",
            $"{typeof(LinearAlgebraTests).FullName}.{LeftOutTest}",
        ];
        (string Group, int Widest)[] children = [("EnableAVX512", 256), ("EnableAVX2", 128), ("EnableHWIntrinsic", 0)];
        return children
            .Where(child => InstructionChild.WidestRegister > child.Widest)
            .ToDictionary(child => child.Group, child => Task.Run(() => InstructionChild.Run(child.Group, child.Widest, filters)));
    }

    /// <summary>Every class with tests that is not left out.</summary>
    private static IEnumerable<Type> Classes() =>
        from type in typeof(InstructionSetTests).Assembly.GetTypes()
        where !LeftOut.ContainsKey(type) && type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Any(method => method.GetCustomAttribute<FactAttribute>() is not null)
        select type;
}
