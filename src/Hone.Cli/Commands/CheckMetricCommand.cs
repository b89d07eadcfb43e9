using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone check metric</c>: whether a metric orders predictions, in its direction (M17).</summary>
internal sealed class CheckMetricCommand : HoneVerb
{
    private const string Where = "hone check metric";
    private const string Everything = "all";

    private readonly CliHost _host;
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "a metric such as log_loss, or all; without it the metric of the project here", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _strict = new("--strict") { Description = "return 4 when something could not be checked" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public CheckMetricCommand(CliHost host)
        : base("metric", "whether a metric is best for perfect predictions, and points the right way")
    {
        _host = host;
        Arguments.Add(_name);
        foreach (Option option in (Option[])[_directory, _strict, _json])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone check metric", "the metric of the project around the current folder"),
        new("hone check metric all", "all metrics that Hone computes from predictions"),
    ];

    private int Run(ParseResult parse)
    {
        string? name = parse.GetValue(_name);
        (CheckSuite suite, string source) = name switch
        {
            null => OfProject(parse),
            Everything => (MetricChecks.All(), Everything),
            _ => (MetricChecks.Of(name), name),
        };
        string headline = name == Everything ? $"{suite.Checks.Count} metrics on targets worked by hand" : $"{source} on targets worked by hand";
        return CheckSuiteRun.Run(_host, suite, Name, source, headline, parse.GetValue(_json), parse.GetValue(_strict));
    }

    private (CheckSuite Suite, string Source) OfProject(ParseResult parse)
    {
        Charter charter = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where).Charter;
        return (MetricChecks.Of(charter.Metric, charter.Direction), charter.Metric);
    }
}
