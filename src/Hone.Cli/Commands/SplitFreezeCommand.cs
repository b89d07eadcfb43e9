using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone split freeze NAME</c>: from now on it does not change; with <c>--seal-test</c> the test labels go into the vault.</summary>
internal sealed class SplitFreezeCommand : HoneVerb
{
    private const string Where = "hone split freeze";

    private readonly CliHost _host;
    private readonly Argument<string?> _name = new("name") { HelpName = "NAME", Description = $"the split (default: {SplitMakeCommand.DefaultName})", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _seal = new("--seal-test") { Description = "move the test labels into the vault" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public SplitFreezeCommand(CliHost host)
        : base("freeze", "freeze a split under its fingerprint, and seal its test labels")
    {
        _host = host;
        Arguments.Add(_name);
        Options.Add(_seal);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone split freeze v1 --seal-test", "and nobody looks at the test labels until 'hone test'"),
    ];

    private int Run(ParseResult parse)
    {
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        string name = parse.GetValue(_name) ?? SplitMakeCommand.DefaultName;
        project.Data.Verify(_host.CancellationToken).ThrowIfErrors();
        FrozenSplit frozen;
        int? count = null;
        if (parse.GetValue(_seal))
        {
            (frozen, count) = project.Data.FreezeAndSeal(name);
        }
        else
        {
            frozen = project.Splits.Freeze(name, project.Data.Manifest.Hash);
        }

        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, SplitJson.Of(name, frozen.Split, frozen.Fingerprint) with { SealedLabels = count }, CliJson.Default.SplitJson);
        }
        else
        {
            Screen screen = Screen.OfOutput(_host);
            screen.Paragraph("[bold]frozen[/]  ", 8, $"split {name}, fingerprint {Figures.Short(frozen.Fingerprint)}: every run names it");
            if (count is int labels)
            {
                screen.Paragraph("[bold]sealed[/]  ", 8, $"{Figures.Count(labels)} test labels are in the vault until 'hone test'");
            }
        }

        return (int)ExitCode.Pass;
    }
}
