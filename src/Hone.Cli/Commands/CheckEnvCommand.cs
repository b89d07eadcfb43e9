using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone check env</c>: whether this machine is fit for a training (M72 and what belongs to it).</summary>
internal sealed class CheckEnvCommand : HoneVerb
{
    private const string Where = "hone check env";

    private readonly CliHost _host;
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<bool> _strict = new("--strict") { Description = "return 4 when something could not be checked" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public CheckEnvCommand(CliHost host)
        : base("env", "this machine: disk, threads, vectors, memory, datasets, git")
    {
        _host = host;
        foreach (Option option in (Option[])[_directory, _data, _strict, _json])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone check env", "before the first training on a machine"),
        new("hone check env --json", "for a bug report"),
    ];

    private int Run(ParseResult parse)
    {
        string folder = Path.GetFullPath(OptionValues.Folder(parse.GetValue(_directory), "--dir", Where) ?? ".", _host.WorkingDirectory);
        string? data = OptionValues.Folder(parse.GetValue(_data), "--data", Where) ?? HostSettings.DataFolder(_host);
        MachineFacts facts = MachineFacts.Here(folder, data is null ? null : Path.GetFullPath(data, _host.WorkingDirectory));
        return CheckSuiteRun.Run(_host, EnvironmentChecks.Of(folder, facts), Name, folder, facts.System, parse.GetValue(_json), parse.GetValue(_strict));
    }
}
