using System.Reflection;

namespace Hone.Engine.Tests.Kernels;

public sealed class KernelCoverageTests
{
    [Fact]
    public void Every_kernel_is_compared_with_its_plain_loop()
    {
        IEnumerable<MemberInfo> tests = typeof(KernelCoverageTests).Assembly.GetTypes()
            .SelectMany(type => (IEnumerable<MemberInfo>)[type, .. type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)]);
        Type[] covered = [.. tests.SelectMany(test => test.GetCustomAttribute<ChecksKernelAttribute>()?.Kernels ?? [])];

        // Inner loops are found by reflection and need no attribute: see InnerLoopTests.
        Type[] kernels = [.. KernelTypes.OtherLoops()];
        Assert.NotEmpty(kernels);
        string missing = string.Join(", ", kernels.Except(covered).Select(kernel => kernel.Name));
        Assert.True(missing.Length == 0, $"no [ChecksKernel] for {missing}");
    }
}
