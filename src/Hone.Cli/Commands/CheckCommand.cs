using System.CommandLine;
using Hone.Method;
using Hone.Testing;

namespace Hone.Cli;

/// <summary><c>hone check</c>: questions about data, splits, recipes, metrics and the machine; <c>--self-test</c> asks the checks themselves.</summary>
internal sealed class CheckCommand : HoneVerb
{
    private const string Where = "hone check";
    private const int MostSeeds = 1_000;

    private readonly CliHost _host;
    private readonly HoneVerb[] _verbs;
    private readonly Option<bool> _selfTest = new("--self-test") { Description = "plant every fault that the checks must find, beside a twin without it that must stay silent" };
    private readonly Option<string> _seeds = new("--seeds") { Description = "how many seeds of each fault (default: 20)", HelpName = "N" };
    private readonly Option<string> _fault = new("--fault") { Description = "only the faults with this text in their name", HelpName = "TEXT" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public CheckCommand(CliHost host)
        : base("check", "look for leaks and faults in data, splits, recipes, metrics and the machine")
    {
        _host = host;
        _verbs =
        [
            new CheckDataCommand(host, "data", "one set: damaged files, constant columns, conflicting and doubtful labels", [new("hone check data flowers", "a folder with one folder of images for each class")]),
            new CheckDataCommand(host, "split", "the parts against each other: groups, times, classes, drift", [new("hone check split --strict", "the project around the current folder")]),
            new CheckDataCommand(
                host,
                "leak",
                "what should not be known: copies, groups, the future, features that tell the target",
                [
                    new("hone check leak rides.csv --target cnt --split part --time dteday", "a table with a column of parts"),
                    new("hone check leak flowers --as-group groups.csv", "near duplicates as a column to split by"),
                    new("hone check leak recipes/image.cs --shuffle-labels --subset 10%", "whether a recipe scores without right labels"),
                ]),
            .. CheckRecipeCommand.All(host),
            new CheckMetricCommand(host),
            new CheckEnvCommand(host),
        ];
        foreach (HoneVerb verb in _verbs)
        {
            Subcommands.Add(verb);
        }

        foreach (Option option in (Option[])[_selfTest, _seeds, _fault, _json])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        .. _verbs.Select(verb => verb.Examples[0]),
        new("hone check --self-test --seeds 2", "whether the checks find what they must, in a minute"),
    ];

    private int Run(ParseResult parse)
    {
        if (!parse.GetValue(_selfTest))
        {
            throw new UsageException(
                $"{string.Join(", ", _verbs.SkipLast(1).Select(verb => verb.Name))} or {_verbs[^1].Name}, or --self-test", "neither", Where, "hone check leak PATH looks for what should not be known");
        }

        PlantedFault[] faults = [.. PlantedFaults.All.Where(fault => fault.Name.Contains(parse.GetValue(_fault) ?? "", StringComparison.OrdinalIgnoreCase))];
        if (faults.Length == 0)
        {
            throw new UsageException("a part of the name of a fault", $"'{parse.GetValue(_fault)}'", Where, "hone check --self-test --seeds 1 lists them all");
        }

        int seeds = parse.GetValue(_seeds) is { } text ? (int)OptionValues.WholeNumber(text, "--seeds", Where, 1, MostSeeds) : new SelfTestOptions().Seeds;
        bool json = parse.GetValue(_json);
        var view = new SelfTestView(json ? Screen.OfError(_host) : Screen.OfOutput(_host), faults.Length, seeds, isQuiet: json);
        view.Begin();
        SelfTestReport report = SelfTest.Run(new SelfTestOptions { Seeds = seeds, Faults = faults, Progress = view }, _host.CancellationToken);
        view.End(report);
        if (json)
        {
            CliJson.Write(_host.Out, SelfTestJson.Of(report), CliJson.Default.SelfTestJson);
        }

        return (int)(report.Passed ? ExitCode.Pass : ExitCode.Findings);
    }
}
