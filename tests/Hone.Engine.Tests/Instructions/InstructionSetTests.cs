using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Xml.Linq;
using Hone.Engine.Tests.Kernels;
using Hone.Engine.Tests.Ops;
using Hone.Engine.Tests.Proof;

namespace Hone.Engine.Tests.Instructions;

/// <summary>
/// Runs the tests of kernels and operations again in child processes in which groups of instructions are switched off, so that the narrower paths
/// and the plain loops are taken, and proves that they were off.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class InstructionSetTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Tests_pass_with_instructions_switched_off()
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            // A processor without these groups already runs what the children would.
            return;
        }

        await Task.WhenAll(
            Task.Run(() => CheckWithout("EnableAVX512", widest: 256), TestContext.Current.CancellationToken),
            Task.Run(() => CheckWithout("EnableAVX2", widest: 128), TestContext.Current.CancellationToken),
            Task.Run(() => CheckWithout("EnableHWIntrinsic", widest: 0), TestContext.Current.CancellationToken));
    }

    private static void CheckWithout(string group, int widest)
    {
        string results = Path.Combine(Path.GetTempPath(), $"hone-{group}-{Guid.NewGuid():N}.xml");
        try
        {
            string output = RunChild(group, widest, results);
            Assert.True(File.Exists(results), $"the child wrote no results:\n{output}");
            XElement[] tests = [.. XDocument.Load(results).Descendants("test")];
            string[] failed = [.. tests.Where(test => (string?)test.Attribute("result") == "Fail").Select(test => $"{(string?)test.Attribute("name")}: {test.Descendants("message").FirstOrDefault()?.Value}")];
            Assert.True(failed.Length == 0, $"{failed.Length} of {tests.Length} tests failed without {group}:\n{string.Join("\n", failed)}");

            XElement probe = Assert.Single(tests, test => (string?)test.Attribute("type") == typeof(InstructionProbe).FullName);
            Assert.Equal("Pass", (string?)probe.Attribute("result"));
            int passed = tests.Count(test => (string?)test.Attribute("result") == "Pass");
            Assert.True(passed == tests.Length && passed > 30, $"{passed} of {tests.Length} tests passed without {group}");
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

        string[] arguments = ["-noColor", "-xml", results, .. Classes().SelectMany(type => new[] { "-class", type.FullName! })];
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

    /// <summary>
    /// The tests of kernels that leave the choice of registers to the machine. Every operation is among them, by the cases of its gradient check.
    /// </summary>
    private static Type[] Classes() =>
    [
        typeof(InstructionProbe),
        typeof(InnerLoopTests),
        typeof(EveryLengthTests),
        typeof(OptimizerLoopTests),
        typeof(EveryOperationTests),
        typeof(ElementwiseAccuracyTests),
    ];
}
