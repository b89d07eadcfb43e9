using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone runs export</c>: the runs in the files of other tools.</summary>
internal sealed class RunsExportCommand : HoneVerb
{
    private const string Where = "hone runs export";

    private readonly CliHost _host;
    private readonly Option<string> _tensorBoard = new("--tensorboard") { Description = "event files for TensorBoard, one folder a run", HelpName = "DIR" };
    private readonly Option<string> _mlflow = new("--mlflow") { Description = "MLflow's file layout, such as mlruns", HelpName = "DIR" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public RunsExportCommand(CliHost host)
        : base("export", "write the runs in the files of TensorBoard or MLflow")
    {
        _host = host;
        Options.Add(_tensorBoard);
        Options.Add(_mlflow);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone runs export --tensorboard tb", "then tensorboard --logdir tb"),
        new("hone runs export --mlflow mlruns", "then mlflow ui, or mlflow migrate-filestore"),
    ];

    private int Run(ParseResult parse)
    {
        string? tensorBoard = OptionValues.Folder(parse.GetValue(_tensorBoard), "--tensorboard", Where);
        string? mlflow = OptionValues.Folder(parse.GetValue(_mlflow), "--mlflow", Where);
        if (tensorBoard is null == mlflow is null)
        {
            throw new UsageException("--tensorboard DIR or --mlflow DIR", tensorBoard is null ? "neither" : "both", Where, $"{Where} --help shows an example");
        }

        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        IReadOnlyList<StoredRun> runs = project.Runs.List();
        string folder = Path.Combine(_host.WorkingDirectory, (tensorBoard ?? mlflow)!);
        int written = tensorBoard is not null
            ? RunExport.ToTensorBoard(runs, folder)
            : RunExport.ToMlflow(runs, folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(project.Directory)));
        string form = tensorBoard is not null ? "tensorboard" : "mlflow";
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, new ExportJson(form, folder, written), LoopJson.Default.ExportJson);
        }
        else
        {
            string left = runs.Count == written ? "" : $"; {Count(runs.Count - written, "damaged run")} left out";
            Screen.OfOutput(_host).Paragraph("", 0, $"{Count(written, "run")} in {Paths.Shown(folder)}{left}");
        }

        return (int)ExitCode.Pass;
    }

    private static string Count(int n, string word) => $"{Figures.Count(n)} {word}{(n == 1 ? "" : "s")}";
}
