using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone data describe</c>: items, labels, columns, and what did not find its partner.</summary>
internal sealed class DataDescribeCommand : HoneVerb
{
    private const string Where = "hone data describe";

    private readonly CliHost _host;
    private readonly Option<bool> _allow = new("--allow-unmatched") { Description = "files without a label and labels without a file are meant" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DataDescribeCommand(CliHost host)
        : base("describe", "items, labels and columns; files without a label and labels without a file")
    {
        _host = host;
        Options.Add(_allow);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } = [new("hone data describe", "what the data are")];

    private int Run(ParseResult parse)
    {
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        DatasetDescription description = DatasetDescription.Of(project.Data.Load(_host.CancellationToken));
        bool isFine = description.Join.IsComplete || parse.GetValue(_allow);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, description, CliJson.Default.DatasetDescription);
            return (int)(isFine ? ExitCode.Pass : ExitCode.Findings);
        }

        DataView.Show(Screen.OfOutput(_host), description);
        if (!isFine)
        {
            description.Join.ThrowIfUnmatched();
        }

        return (int)ExitCode.Pass;
    }
}
