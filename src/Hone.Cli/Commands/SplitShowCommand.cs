using System.CommandLine;
using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone split show</c>: a split, what its validation part can show, and how worn it is.</summary>
internal sealed class SplitShowCommand : HoneVerb
{
    private const string Where = "hone split show";

    private readonly CliHost _host;
    private readonly Argument<string?> _name = new("name") { HelpName = "NAME", Description = $"the split (default: {SplitMakeCommand.DefaultName})", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _power = new("--power") { Description = "how exact scores are, and the smallest difference two models can show" };
    private readonly Option<string> _expected = new("--expected") { Description = "the level that you expect of the metric, between 0 and 1 (default: 0.9)", HelpName = "LEVEL" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public SplitShowCommand(CliHost host)
        : base("show", "a split: its parts, folds, class shares, power and wear")
    {
        _host = host;
        Arguments.Add(_name);
        Options.Add(_power);
        Options.Add(_expected);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone split show v1", "parts, folds, shares, and how many decisions were taken on it"),
        new("hone split show v1 --power", "what the validation part can show"),
    ];

    private int Run(ParseResult parse)
    {
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        string name = parse.GetValue(_name) ?? SplitMakeCommand.DefaultName;
        Split split = project.Splits.OpenDraft(name);
        FrozenSplit? frozen = project.Splits.Names.Contains(name) ? project.Splits.Open(name) : null;
        string metric = project.Charter.Metric;
        bool asksPower = parse.GetValue(_power) || parse.GetValue(_expected) is not null;
        SplitPower? power = asksPower ? split.Power(metric, new PowerOptions { Expected = Expected(parse.GetValue(_expected)) }) : null;
        SplitWear? wear = frozen is null ? null : SplitWear.Of(frozen, project.Runs.List(), metric, project.Charter.Direction ?? MetricDirection.Higher);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, SplitJson.Of(name, split, frozen?.Fingerprint) with { Power = power, Wear = wear }, CliJson.Default.SplitJson);
        }
        else
        {
            Screen screen = Screen.OfOutput(_host);
            SplitView.Show(screen, name, split, frozen?.Fingerprint);
            SplitView.Show(screen, power, wear);
        }

        return (int)ExitCode.Pass;
    }

    private static double Expected(string? text)
    {
        if (text is null)
        {
            return new PowerOptions().Expected;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double level) && level is > 0 and < 1
            ? level
            : throw new UsageException("a number between 0 and 1 after --expected", $"'{text}'", Where, "write 0.9");
    }
}
