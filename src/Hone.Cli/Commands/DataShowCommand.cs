using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone data show</c>: the items at both ends of a property.</summary>
internal sealed class DataShowCommand : HoneVerb
{
    private const string Where = "hone data show";

    private readonly CliHost _host;
    private readonly Option<string> _count = new("--n") { Description = "how many items (default: 16)", HelpName = "N" };
    private readonly Option<string> _sort = new("--sort") { Description = "size, brightness, bytes, missing, points (how far they are from their means), or a column with numbers", HelpName = "WORD" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DataShowCommand(CliHost host)
        : base("show", "the items with the least and the greatest values of a property")
    {
        _host = host;
        Options.Add(_count);
        Options.Add(_sort);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone data show --n 64 --sort brightness", "the darkest and the brightest images"),
        new("hone data show --sort missing", "the rows with the most gaps"),
    ];

    private int Run(ParseResult parse)
    {
        long count = OptionValues.WholeNumber(parse.GetValue(_count) ?? "16", "--n", Where, 2, 10_000);
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        ProjectDataset data = project.Data.Load(_host.CancellationToken);
        string by = parse.GetValue(_sort) ?? (data.Targets.Count > 1 ? "points" : data.Paths is null ? "missing" : "size");
        DataExtremes extremes = DataExtremes.Of(data, by, (int)((count + 1) / 2), _host.CancellationToken);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, extremes, CliJson.Default.DataExtremes);
        }
        else
        {
            DataView.Show(Screen.OfOutput(_host), extremes);
        }

        return (int)(extremes.Undecodable.Count == 0 ? ExitCode.Pass : ExitCode.Findings);
    }
}
