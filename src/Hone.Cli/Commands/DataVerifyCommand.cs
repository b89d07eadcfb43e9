using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone data verify</c>: hashes every raw file again.</summary>
internal sealed class DataVerifyCommand : HoneVerb
{
    private const string Where = "hone data verify";

    private readonly CliHost _host;
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DataVerifyCommand(CliHost host)
        : base("verify", "hash every raw file again and compare it with the manifest")
    {
        _host = host;
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } = [new("hone data verify", "are the raw files what they were?")];

    private int Run(ParseResult parse)
    {
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        DataVerification verification = project.Data.Verify(_host.CancellationToken);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, verification, CliJson.Default.DataVerification);
            return (int)(verification.Changes.Count == 0 ? ExitCode.Pass : ExitCode.BadInput);
        }

        verification.ThrowIfErrors();
        Screen.OfOutput(_host).Paragraph("[green]pass[/]  ", 6, $"{Figures.Count(verification.Files)} files, {Figures.Bytes(verification.Bytes)}: all as they were added");
        return (int)ExitCode.Pass;
    }
}
