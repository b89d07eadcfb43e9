namespace Hone.Method;

/// <summary>Asks whether the machine is fit for a training: disk (M72), threads, vectors, memory, the folder of datasets, git.</summary>
public static class EnvironmentChecks
{
    /// <summary>The suite.</summary>
    /// <param name="folder">The project, or where one will be.</param>
    /// <param name="facts">The machine; <see cref="MachineFacts.Here"/> looks at this one.</param>
    /// <param name="projectedBytes">Bytes that a run is going to write, such as its checkpoints.</param>
    public static CheckSuite Of(string folder, MachineFacts facts, long projectedBytes = 0)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(facts);
        return new CheckSuite(
        [
            new MachineCheck("env/disk", () => MachineVerdicts.Disk(facts, folder, projectedBytes)),
            new MachineCheck("env/threads", () => MachineVerdicts.Threads(facts)),
            new MachineCheck("env/vectors", () => MachineVerdicts.Vectors(facts)),
            new MachineCheck("env/memory", () => MachineVerdicts.Memory(facts)),
            new MachineCheck("env/data", () => MachineVerdicts.Data(facts)),
            new MachineCheck("env/git", () => MachineVerdicts.Git(facts)),
        ]);
    }
}
