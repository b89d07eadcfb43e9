using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone ensemble corr A B C</c>: how much the errors of models have in common.</summary>
internal sealed class EnsembleCorrCommand : HoneVerb
{
    private const string Where = "hone ensemble corr";

    private readonly CliHost _host;
    private readonly Argument<string[]> _members = new("members") { HelpName = "A B", Description = EnsembleCommand.MembersHelp, Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public EnsembleCorrCommand(CliHost host)
        : base("corr", "the correlation of the errors of models, and the gain that it allows")
    {
        _host = host;
        Arguments.Add(_members);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } = [new("hone ensemble corr k3f9 x2ma p0q4", "three runs, pair by pair")];

    private int Run(ParseResult parse)
    {
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), $"{Where} A B");
        ScoreMetric metric = ScoreMetric.Named(project.Charter.Metric);
        EnsembleMembers members = EnsembleMembers.Load(project, parse.GetValue(_members) ?? []);
        ErrorCorrelation correlation = Ensemble.Correlation(members, metric);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, correlation, CombineJson.Default.ErrorCorrelation);
        }
        else
        {
            EnsembleScreen.Show(Screen.OfOutput(_host), project, correlation);
        }

        return (int)ExitCode.Pass;
    }
}
