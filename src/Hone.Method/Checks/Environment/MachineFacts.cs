using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hone.Method;

/// <summary>What the checks of the machine look at; tests hand in their own.</summary>
public sealed record MachineFacts
{
    /// <summary>Free bytes where the project is; null when not known.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>Processors that the process may use.</summary>
    public int Processors { get; init; }

    /// <summary>Threads that work on one operation.</summary>
    public int Threads { get; init; }

    /// <summary>Bits of the widest vectors that the processor has; 0 for none.</summary>
    public int VectorBits { get; init; }

    /// <summary>Bytes of memory that the process may use.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>System and architecture, for reports.</summary>
    public string System { get; init; } = "";

    /// <summary>The commit of the project; null where there is no git or no repository.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether the working tree differs from that commit.</summary>
    public bool IsDirty { get; init; }

    /// <summary>The folder with datasets that was named; null when none was.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Whether that folder can be listed.</summary>
    public bool DataFolderExists { get; init; }

    /// <summary>Looks at this machine.</summary>
    /// <param name="folder">The project, or where one will be.</param>
    /// <param name="dataFolder">The folder with datasets; null when none was named.</param>
    public static MachineFacts Here(string folder, string? dataFolder)
    {
        GitState? git = new Git(folder).State();
        return new MachineFacts
        {
            FreeBytes = DiskGuard.FreeBytes(folder),
            Processors = Environment.ProcessorCount,
            Threads = EngineOptions.ThreadCount,
            VectorBits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
            MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            System = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}",
            Commit = git?.Commit,
            IsDirty = git?.Dirty ?? false,
            DataFolder = dataFolder,
            DataFolderExists = dataFolder is not null && Directory.Exists(dataFolder),
        };
    }
}
