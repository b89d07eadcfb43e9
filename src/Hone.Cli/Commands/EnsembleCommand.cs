using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone ensemble A B C</c>: blends models and says what the blend is worth on items that its weights have not seen.</summary>
internal sealed class EnsembleCommand : HoneVerb
{
    private const string Where = "hone ensemble";
    private const int MostFolds = 100;

    private readonly CliHost _host;
    private readonly Argument<string[]> _members = new("members") { HelpName = "A B", Description = MembersHelp, Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _method = new("--method") { Description = "mean, geometric, rank, weighted, greedy or stack (default: greedy)", HelpName = "METHOD" };
    private readonly Option<string> _folds = new("--folds") { Description = "fit weights on all folds but one, score them on that one (default: 5)", HelpName = "K" };
    private readonly Option<bool> _noSave = new("--no-save") { Description = "show the blend without keeping it as a run" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public EnsembleCommand(CliHost host)
        : base("ensemble", "combine models, and see whether their errors differ enough for that")
    {
        _host = host;
        Arguments.Add(_members);
        Options.Add(_method);
        Options.Add(_folds);
        Options.Add(_noSave);
        Options.Add(_directory);
        Options.Add(_json);
        Subcommands.Add(new EnsembleCorrCommand(host));
        SetAction(Run);
    }

    public const string MembersHelp = "runs as 'hone compare' names them, or recipes that were trained in folds; two or more";

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone ensemble corr k3f9 x2ma p0q4", "how much their errors have in common, and the gain that this allows"),
        new("hone ensemble k3f9 x2ma p0q4", "greedy selection, scored on folds that it was not fitted on"),
        new("hone ensemble k3f9 x2ma --method mean", "the plain mean"),
    ];

    private int Run(ParseResult parse)
    {
        BlendOptions options = new() { Method = MethodOf(parse.GetValue(_method)) };
        if (parse.GetValue(_folds) is string folds)
        {
            options = options with { Folds = (int)OptionValues.WholeNumber(folds, "--folds", Where, 1, MostFolds) };
        }

        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), $"{Where} A B");
        ScoreMetric metric = ScoreMetric.Named(project.Charter.Metric);
        EnsembleMembers members = EnsembleMembers.Load(project, parse.GetValue(_members) ?? []);
        BlendResult result = Ensemble.Blend(members, metric, options, _host.CancellationToken);
        string? runId = parse.GetValue(_noSave) ? null : Ensemble.Save(project, members, result, "hone ensemble");
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, BlendJson.Of(result, runId), CombineJson.Default.BlendJson);
        }
        else
        {
            EnsembleScreen.Show(Screen.OfOutput(_host), project, result, runId);
        }

        return (int)ExitCode.Pass;
    }

    private static BlendMethod MethodOf(string? text)
    {
        if (text is null)
        {
            return BlendMethod.Greedy;
        }

        string[] names = [.. Enum.GetNames<BlendMethod>().Select(name => name.ToLowerInvariant())];
        int index = Array.IndexOf(names, text.ToLowerInvariant());
        return index >= 0
            ? Enum.GetValues<BlendMethod>()[index]
            : throw new UsageException(
                $"one of {string.Join(", ", names)} after --method",
                $"'{text}'",
                Where,
                Suggestion.Nearest(text, names) is string near ? $"did you mean {near}?" : $"{Where} --help shows an example");
    }
}
