using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Xml.Linq;

namespace Hone.Tests.Instructions;

/// <summary>Runs tests of this assembly again in a process in which a group of instructions is switched off.</summary>
internal sealed class InstructionChild
{
    /// <summary>Ends a child that hangs; a busy machine may take many times what a quiet one does.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private InstructionChild(string group, XElement[] tests)
    {
        Group = group;
        Tests = tests;
    }

    /// <summary>The widest register, in bits, that this process accelerates.</summary>
    public static int WidestRegister => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>The switch of the runtime that was off, such as <c>EnableAVX2</c>.</summary>
    public string Group { get; }

    /// <summary>What ran.</summary>
    public XElement[] Tests { get; }

    /// <summary>Runs to the end.</summary>
    /// <param name="group">The switch of the runtime.</param>
    /// <param name="widest">Bits of the widest register that is left.</param>
    /// <param name="filters">Which tests, as the runner takes them; <see cref="InstructionProbe"/> must be among them.</param>
    public static InstructionChild Run(string group, int widest, IEnumerable<string> filters)
    {
        string results = Path.Combine(Path.GetTempPath(), $"hone-{group}-{Guid.NewGuid():N}.xml");
        try
        {
            string output = Start(group, widest, [.. filters, "-xml", results]);
            Assert.True(File.Exists(results), $"the child without {group} wrote no results:\n{output}");
            return new InstructionChild(group, [.. XDocument.Load(results).Descendants("test")]);
        }
        finally
        {
            File.Delete(results);
        }
    }

    /// <summary>Fails unless the probe has seen that the instructions were off, every test passed, and each of some classes had one.</summary>
    public void RequirePassed(IEnumerable<Type> classes)
    {
        string[] failed = [.. Tests.Where(test => Result(test) != "Pass").Select(test => $"{(string?)test.Attribute("name")}: {test.Descendants("message").FirstOrDefault()?.Value ?? Result(test)}")];
        Assert.True(failed.Length == 0, $"{failed.Length} of {Tests.Length} tests did not pass without {Group}:\n{string.Join("\n", failed)}");
        Assert.Single(Tests, test => (string?)test.Attribute("type") == typeof(InstructionProbe).FullName);
        string[] missing = [.. classes.Select(type => type.FullName!).Except(Tests.Select(test => (string)test.Attribute("type")!))];
        Assert.True(missing.Length == 0, $"without {Group} nothing ran of {string.Join(", ", missing)}");
    }

    private static string? Result(XElement test) => (string?)test.Attribute("result");

    private static string Start(string group, int widest, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileName(Environment.ProcessPath!) is "dotnet" or "dotnet.exe")
        {
            // The host runs the assembly; otherwise this process is the assembly's own executable.
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        start.ArgumentList.Add("-noColor");
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
}
