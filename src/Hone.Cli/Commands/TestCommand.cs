using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone test RUN</c>: opens the vault for one run.</summary>
internal sealed class TestCommand : HoneVerb
{
    private const string Where = "hone test";
    private const int MostCode = 255;

    private readonly CliHost _host;
    private readonly Argument<string> _run = RunArguments.Run();
    private readonly Option<string> _reason = new("--reason") { Description = "why now, in a few words; stays in the ledger", HelpName = "TEXT" };
    private readonly Option<bool> _overBudget = new("--over-budget") { Description = "open the vault beyond its budget; the ledger and every report mark it" };
    private readonly Option<string> _ignore = new("--ignore-class") { Description = "a class of masks that is not judged", HelpName = "N" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public TestCommand(CliHost host)
        : base("test", "open the vault: score one run on the sealed test part, and write that down")
    {
        _host = host;
        Arguments.Add(_run);
        Option[] options = [_reason, _overBudget, _ignore, _directory, _json];
        foreach (Option option in options)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone test latest --reason final", "the newest run, once; asking again shows the stored result"),
        new("hone test k3f9 --reason \"the reviewers asked\" --over-budget", "a fourth run, which every report will mark"),
    ];

    private int Run(ParseResult parse)
    {
        string reason = parse.GetValue(_reason) is string text && text.Trim().Length > 0
            ? text.Trim()
            : throw new UsageException("a reason after --reason", parse.GetValue(_reason) is null ? "none" : "an empty one", Where, "say why now, such as --reason final: it stays in the ledger");
        var options = new VaultOptions
        {
            OverBudget = parse.GetValue(_overBudget),
            IgnoredClass = parse.GetValue(_ignore) is string label ? (int)OptionValues.WholeNumber(label, "--ignore-class", Where, 0, MostCode) : null,
        };
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), $"{Where} RUN");
        StoredRun run = project.Runs.Find(parse.GetRequiredValue(_run));
        VaultOpening opening = project.Vault.Evaluate(run, reason, options);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, TestJson.Of(run, opening, project.Vault.Budget), CombineJson.Default.TestJson);
        }
        else
        {
            TestScreen.Show(Screen.OfOutput(_host), run, opening, project.Vault.Budget);
        }

        return (int)ExitCode.Pass;
    }
}
