using System.Globalization;

namespace Hone.Bench.Machine;

/// <summary>Peak memory of this process.</summary>
internal static class ProcessMemory
{
    /// <summary>The largest resident set so far (VmHWM), in bytes: the figure that the peer reports about itself.</summary>
    public static long PeakBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(entry => entry.StartsWith("VmHWM:", StringComparison.Ordinal));
        string kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
