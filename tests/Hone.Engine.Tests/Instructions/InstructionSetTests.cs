using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Xml.Linq;
using Hone.Engine.Tests.Kernels;
using Hone.Engine.Tests.Memory;
using Hone.Engine.Tests.Ops;
using Hone.Engine.Tests.Proof;
using Hone.Engine.Tests.Threading;

namespace Hone.Engine.Tests.Instructions;

/// <summary>
/// Runs this assembly again in child processes in which groups of instructions are switched off, so that the narrower paths and the plain loops are
/// taken, and proves that they were off. <see cref="LeftOut"/> says which classes stay out, and why. A machine without such a group skips its test.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class InstructionSetTests
{
    /// <summary>Ends a child that hangs; a busy machine may take many times what a quiet one does.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private static readonly Dictionary<Type, string> LeftOut = new()
    {
        [typeof(InstructionSetTests)] = "starts these processes",
        [typeof(StepScopeTests)] = "counts memory, computes next to nothing",
        [typeof(RepeatedStepTests)] = "counts memory, computes next to nothing",
        [typeof(WorkerPoolTests)] = "times threads, computes nothing",
        [typeof(GradientCheckCoverageTests)] = "reads types, computes nothing",
        [typeof(GoldenCoverageTests)] = "reads types, computes nothing",
        [typeof(KernelCoverageTests)] = "reads types, computes nothing",
        [typeof(InputKindTests)] = "computes again what the gradient checks do",
    };

    /// <summary>All at once, so that the ends of the children, where one thread works, overlap.</summary>
    private static readonly Lazy<Dictionary<string, Task<(string Output, XElement[] Tests)>>> Children = new(() => new[] { ("EnableAVX512", 256), ("EnableAVX2", 128), ("EnableHWIntrinsic", 0) }
        .Where(child => WidestRegister > child.Item2)
        .ToDictionary(child => child.Item1, child => Task.Run(() => RunChild(child.Item1, child.Item2))));

    private static int WidestRegister => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    [Theory]
    [InlineData("EnableAVX512", 512)]
    [InlineData("EnableAVX2", 256)]
    [InlineData("EnableHWIntrinsic", 128)]
    public async Task Tests_pass_with_instructions_switched_off(string group, int needed)
    {
        Assert.SkipUnless(WidestRegister >= needed, $"not tested without {group}: this machine's widest register has {WidestRegister} bits, {needed} are needed to switch anything off");
        (string output, XElement[] tests) = await Children.Value[group];
        Assert.True(tests.Length > 0, $"the child wrote no results:\n{output}");
        string[] failed = [.. tests.Where(test => Result(test) == "Fail").Select(test => $"{(string?)test.Attribute("name")}: {test.Descendants("message").FirstOrDefault()?.Value}")];
        Assert.True(failed.Length == 0, $"{failed.Length} of {tests.Length} tests failed without {group}:\n{string.Join("\n", failed)}");

        XElement probe = Assert.Single(tests, test => (string?)test.Attribute("type") == typeof(InstructionProbe).FullName);
        Assert.Equal("Pass", Result(probe));
        Assert.True(tests.All(test => Result(test) == "Pass"), $"{tests.Count(test => Result(test) == "Pass")} of {tests.Length} tests passed without {group}");
        string[] missing = [.. Classes().Select(type => type.FullName!).Except(tests.Select(test => (string)test.Attribute("type")!))];
        Assert.True(missing.Length == 0, $"without {group} nothing ran of {string.Join(", ", missing)}");
    }

    private static string? Result(XElement test) => (string?)test.Attribute("result");

    private static (string Output, XElement[] Tests) RunChild(string group, int widest)
    {
        string results = Path.Combine(Path.GetTempPath(), $"hone-{group}-{Guid.NewGuid():N}.xml");
        try
        {
            string output = RunChild(group, widest, results);
            return (output, File.Exists(results) ? [.. XDocument.Load(results).Descendants("test")] : []);
        }
        finally
        {
            File.Delete(results);
        }
    }

    private static string RunChild(string group, int widest, string results)
    {
        string assembly = typeof(InstructionSetTests).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileName(Environment.ProcessPath!) is "dotnet" or "dotnet.exe")
        {
            // The host runs the assembly; otherwise this process is the assembly's own executable.
            start.ArgumentList.Add(assembly);
        }

        string[] arguments = ["-noColor", "-xml", results, .. LeftOut.Keys.SelectMany(type => new[] { "-class-", type.FullName! })];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_" + group] = "0";
        start.Environment[InstructionProbe.Expectation] = widest.ToString();
        using Process child = Process.Start(start)!;
        Task<string> error = child.StandardError.ReadToEndAsync();
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        if (!child.WaitForExit(Limit))
        {
            child.Kill(entireProcessTree: true);
            Assert.Fail($"the child without {group} ran longer than {Limit}");
        }

        return output.Result + error.Result;
    }

    /// <summary>Every class with tests that is not left out.</summary>
    private static IEnumerable<Type> Classes() =>
        from type in typeof(InstructionSetTests).Assembly.GetTypes()
        where !LeftOut.ContainsKey(type) && type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Any(method => method.GetCustomAttribute<FactAttribute>() is not null)
        select type;
}
