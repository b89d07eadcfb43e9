namespace Hone.Cli;

/// <summary><c>hone data</c>: the raw data of a project.</summary>
internal sealed class DataCommand : HoneVerb
{
    private readonly HoneVerb[] _verbs;

    public DataCommand(CliHost host)
        : base("data", "add raw data or a toy set, verify, describe and look at them")
    {
        _verbs = [new DataAddCommand(host), new DataVerifyCommand(host), new DataDescribeCommand(host), new DataShowCommand(host), new DataToyCommand(host)];
        foreach (HoneVerb verb in _verbs)
        {
            Subcommands.Add(verb);
        }
    }

    public override IReadOnlyList<Example> Examples => [.. _verbs.Select(verb => verb.Examples[0])];
}
