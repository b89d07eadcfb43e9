namespace Hone.Cli;

/// <summary><c>hone split</c>: which items are learned from, decided on, and looked at once.</summary>
internal sealed class SplitCommand : HoneVerb
{
    private readonly HoneVerb[] _verbs;

    public SplitCommand(CliHost host)
        : base("split", "plan, make, show and freeze the split of the data")
    {
        _verbs = [new SplitPlanCommand(host), new SplitMakeCommand(host), new SplitShowCommand(host), new SplitFreezeCommand(host)];
        foreach (HoneVerb verb in _verbs)
        {
            Subcommands.Add(verb);
        }
    }

    public override IReadOnlyList<Example> Examples => [.. _verbs.Select(verb => verb.Examples[0])];
}
