using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone runs note RUN TEXT</c>: what was learned from a run.</summary>
internal sealed class RunsNoteCommand : HoneVerb
{
    private const string Where = "hone runs note";

    private readonly CliHost _host;
    private readonly Argument<string> _run = RunArguments.Run();
    private readonly Argument<string> _text = new("text") { HelpName = "TEXT", Description = "one line, in quotes" };
    private readonly Option<string> _directory = CommonOptions.Project();

    public RunsNoteCommand(CliHost host)
        : base("note", "write down in one line what a run taught you; it stands beside its verdict")
    {
        _host = host;
        Arguments.Add(_run);
        Arguments.Add(_text);
        Options.Add(_directory);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } = [new("hone runs note latest \"overfits\"", "once the run has ended; several words in quotes")];

    private int Run(ParseResult parse)
    {
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), $"{Where} RUN TEXT");
        StoredRun run = project.Runs.Note(project.Runs.Find(parse.GetRequiredValue(_run)), parse.GetRequiredValue(_text));
        Screen.OfOutput(_host).Paragraph("", 0, $"noted in {run.Id}");
        return (int)ExitCode.Pass;
    }
}
