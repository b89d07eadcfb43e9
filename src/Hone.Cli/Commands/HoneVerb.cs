using System.CommandLine;

namespace Hone.Cli;

/// <summary>A command of hone, with examples for its help.</summary>
internal abstract class HoneVerb(string name, string description) : Command(name, description)
{
    public abstract IReadOnlyList<Example> Examples { get; }
}
