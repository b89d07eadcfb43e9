using System.Globalization;

namespace Hone.Bench.Machine;

/// <summary>The kernel's account of processor time, which has a resolution of a hundredth of a second.</summary>
internal static class ProcessorTicks
{
    private const string Path = "/proc/stat";
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that all processors together were busy since the machine started, time stolen by a hypervisor included; null where the system does not tell.</summary>
    public static double? BusySeconds()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        // cpu  user nice system idle iowait irq softirq steal ...
        string first = File.ReadLines(Path).First();
        string[] fields = first.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long busy = 0;
        foreach (int field in (ReadOnlySpan<int>)[1, 2, 3, 6, 7, 8])
        {
            busy += long.Parse(fields[field], CultureInfo.InvariantCulture);
        }

        return busy / TicksPerSecond;
    }
}
