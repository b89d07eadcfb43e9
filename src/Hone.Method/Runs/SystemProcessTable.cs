using System.ComponentModel;
using System.Diagnostics;

namespace Hone.Method;

/// <summary>The process table of this machine.</summary>
internal sealed class SystemProcessTable : IProcessTable
{
    private const string LinuxBootId = "/proc/sys/kernel/random/boot_id";

    // The start of a process is computed from the start of the machine, which drifts a little with the clock.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromMinutes(2);

    private readonly string? _bootId = ReadBootId();

    public ProcessIdentity Current
    {
        get
        {
            using Process process = Process.GetCurrentProcess();
            return new ProcessIdentity(Environment.MachineName, process.Id, _bootId, process.StartTime.ToUniversalTime());
        }
    }

    public bool? IsAlive(ProcessIdentity process)
    {
        if (process.Host != Environment.MachineName)
        {
            return null;
        }

        if (process.BootId != _bootId)
        {
            return false;
        }

        if (process.Pid == Environment.ProcessId)
        {
            return (Current.Started - process.Started).Duration() < StartTolerance;
        }

        try
        {
            using Process other = Process.GetProcessById(process.Pid);
            return (other.StartTime.ToUniversalTime() - process.Started).Duration() < StartTolerance;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there and belongs to somebody who does not let us look at it.
            return true;
        }
    }

    private static string? ReadBootId()
    {
        try
        {
            return File.Exists(LinuxBootId) ? File.ReadAllText(LinuxBootId).Trim() : null;
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            return null;
        }
    }
}
