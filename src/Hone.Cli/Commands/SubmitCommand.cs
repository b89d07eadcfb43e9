using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone submit</c>: writes a submission that keeps to the sample, and sends it where that is asked for.</summary>
internal sealed class SubmitCommand : HoneVerb
{
    private const string Where = "hone submit";
    private const int MostSlots = 1000;

    private readonly CliHost _host;
    private readonly Argument<string> _run = new("run") { HelpName = "RUN", Description = "a run with test predictions, or a recipe that was trained in folds", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _zeros = new("--zeros") { Description = "a file of zeros: proves ids, columns and form on day one" };
    private readonly Option<string> _file = new("--file") { Description = "a file from elsewhere instead of a run", HelpName = "FILE" };
    private readonly Option<bool> _check = new("--check") { Description = "validate --file and write nothing" };
    private readonly Option<string> _sample = new("--sample") { Description = "the sample submission (default: the one in data/raw)", HelpName = "FILE" };
    private readonly Option<string> _test = new("--test") { Description = "where there is no sample: the test file", HelpName = "FILE" };
    private readonly Option<string> _split = new("--split") { Description = "where there is no competition: the test items of a frozen split", HelpName = "NAME" };
    private readonly Option<string> _id = new("--id") { Description = "the id column of the test file", HelpName = "COLUMN" };
    private readonly Option<string> _target = new("--target") { Description = "the columns that are asked for, with commas between (default: those that the project predicts)", HelpName = "COLUMNS" };
    private readonly Option<string> _form = new("--form") { Description = "what they hold: value, class, name or probability (default: what the sample shows)", HelpName = "FORM" };
    private readonly Option<string> _classes = new("--classes") { Description = "the names or numbers of the classes in the order of the outputs, with commas between", HelpName = "NAMES" };
    private readonly Option<bool> _send = new("--send") { Description = "send it with your own Kaggle client" };
    private readonly Option<string> _competition = new("--competition") { Description = "the competition, as in its address", HelpName = "NAME" };
    private readonly Option<string> _slots = new("--slots") { Description = "submissions a day that it takes (default: 5)", HelpName = "N" };
    private readonly Option<string> _client = new("--client") { Description = "the Kaggle client (default: kaggle)", HelpName = "PROGRAM" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public SubmitCommand(CliHost host)
        : base("submit", "write a submission that keeps to the sample, and send it if you say so")
    {
        _host = host;
        Arguments.Add(_run);
        Option[] options = [_zeros, _file, _check, _sample, _test, _split, _id, _target, _form, _classes, _send, _competition, _slots, _client, _directory, _json];
        foreach (Option option in options)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone submit --zeros", "the first submission, before there is a model"),
        new("hone submit latest --classes no,yes", "the newest run; its classes have names"),
        new("hone submit latest --split v1", "no competition: the test items of a split"),
        new("hone submit --file mine.csv --check", "validate a file, row by row, and write nothing"),
        new("hone submit k3f9 --send --competition titanic", "through your own Kaggle client"),
    ];

    private int Run(ParseResult parse)
    {
        string? run = parse.GetValue(_run);
        string? file = parse.GetValue(_file);
        bool zeros = parse.GetValue(_zeros);
        int given = (run is null ? 0 : 1) + (file is null ? 0 : 1) + (zeros ? 1 : 0);
        bool check = parse.GetValue(_check);
        if (given != 1 || (check && file is null))
        {
            throw new UsageException("RUN, --zeros or --file, one of them; --check with --file", $"{given} of them{(check ? " with --check" : "")}", Where, $"{Where} --help shows an example");
        }

        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        SubmissionSample sample = SampleOf(parse, project);
        if (check)
        {
            return Check(parse, sample, Full(file!));
        }

        SubmissionRequest request = zeros
            ? new SubmissionRequest { Content = Submission.Zeros(sample), Name = "zeros" }
            : file is not null
                ? new SubmissionRequest { Content = Read(Full(file)), Name = Path.GetFileName(file) }
                : Submission.Of(project, run!, sample, Names(parse.GetValue(_classes)));
        SubmissionRow row = Leaderboard.Of(project).Submit(request, sample, SendOf(parse));
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, row, CombineJson.Default.SubmissionRow);
        }
        else
        {
            LeaderboardScreen.ShowSubmission(Screen.OfOutput(_host), project, row);
        }

        return (int)ExitCode.Pass;
    }

    private int Check(ParseResult parse, SubmissionSample sample, string path)
    {
        SubmissionReport report = SubmissionValidator.Validate(path, sample);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, report, CombineJson.Default.SubmissionReport);
        }
        else
        {
            LeaderboardScreen.ShowReport(Screen.OfOutput(_host), path, report);
        }

        return (int)(report.IsValid ? ExitCode.Pass : ExitCode.BadInput);
    }

    private SubmissionSample SampleOf(ParseResult parse, Project project)
    {
        SubmissionForm? form = FormOf(parse.GetValue(_form));
        string? test = parse.GetValue(_test);
        string? sample = parse.GetValue(_sample);
        if (parse.GetValue(_split) is string split)
        {
            return sample is null && test is null
                ? SubmissionSample.FromSplit(project, project.Splits.Open(split))
                : throw new UsageException("--sample, --test or --split, one of them", $"--split {split} with {(sample is null ? $"--test {test}" : $"--sample {sample}")}", Where, $"{Where} --help shows an example");
        }

        if (test is null)
        {
            return SubmissionSample.Read(sample is null ? SubmissionSample.Find(project) : Full(sample), form);
        }

        string? id = parse.GetValue(_id);
        IReadOnlyList<string> targets = Names(parse.GetValue(_target)) ?? (project.Data.HasData ? project.Data.Load(_host.CancellationToken).Targets : []);
        if (sample is not null || id is null || targets.Count == 0)
        {
            throw new UsageException("--sample, or --test with --id and --target", $"--test {test}, --id {id ?? "missing"}, {targets.Count} target columns", Where, $"{Where} --help shows an example");
        }

        return SubmissionSample.FromTest(Full(test), id, targets, form ?? SubmissionForm.Value);
    }

    private SendOptions? SendOf(ParseResult parse)
    {
        if (!parse.GetValue(_send))
        {
            return null;
        }

        string competition = parse.GetValue(_competition)
            ?? throw new UsageException("--competition with --send", "none", Where, "name the competition as in its address, such as titanic");
        var options = new SendOptions { Competition = competition };
        options = parse.GetValue(_client) is string client ? options with { Client = client } : options;
        return parse.GetValue(_slots) is string slots ? options with { SlotsPerDay = (int)OptionValues.WholeNumber(slots, "--slots", Where, 1, MostSlots) } : options;
    }

    private static SubmissionForm? FormOf(string? text) => text?.ToLowerInvariant() switch
    {
        null => null,
        "value" => SubmissionForm.Value,
        "class" => SubmissionForm.ClassNumber,
        "name" => SubmissionForm.ClassName,
        "probability" => SubmissionForm.Probability,
        _ => throw new UsageException("value, class, name or probability after --form", $"'{text}'", Where, $"{Where} --help shows an example"),
    };

    private static string[]? Names(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HoneDataException("A submission that can be read.", exception.Message, path, "look at the path", exception);
        }
    }

    private string Full(string path) => Path.GetFullPath(path, _host.WorkingDirectory);
}
