using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hone.Bench.Machine;

/// <summary>Where the figures come from; stands above every table and in every results file.</summary>
internal sealed record MachineDescription(string Processor, int Cores, string Vectors, string OperatingSystem, string DotNet)
{
    public static MachineDescription Current() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        VectorWidth(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    private static string ProcessorName()
    {
        const string Path = "/proc/cpuinfo";
        string? line = File.Exists(Path)
            ? File.ReadLines(Path).FirstOrDefault(entry => entry.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static string VectorWidth()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return "512-bit vectors";
        }

        return Vector256.IsHardwareAccelerated ? "256-bit vectors" : "128-bit vectors";
    }
}
