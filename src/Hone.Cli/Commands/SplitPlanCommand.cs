using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone split plan</c>: the split interview.</summary>
internal sealed class SplitPlanCommand : HoneVerb
{
    private const string Where = "hone split plan";
    private const string None = "none";

    private readonly CliHost _host;
    private readonly Option<string> _time = new("--time") { Description = "1. the column with the time, when the future is predicted; 'none' when it is not", HelpName = "COLUMN" };
    private readonly Option<string> _by = new("--by") { Description = "2. the column with the person, patient, boat...; 'none' when rows share nothing", HelpName = "COLUMN" };
    private readonly Option<string> _fresh = new("--new-entities") { Description = "3. yes or no: will new ones appear when the model is used?", HelpName = "WORD" };
    private readonly Option<string> _imbalanced = new("--imbalanced") { Description = "4. yes or no: are some classes much rarer than others?", HelpName = "WORD" };
    private readonly Option<string> _given = new("--given-test") { Description = "5. yes or no: did a test part come with the data?", HelpName = "WORD" };
    private readonly Option<string> _format = new("--date-format") { Description = "how dates are written, such as d/M/yyyy", HelpName = "FORMAT" };
    private readonly Option<bool> _strict = new("--strict") { Description = "end with 4 when an open question decides" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public SplitPlanCommand(CliHost host)
        : base("plan", "five questions about how the model will be used, and the strategy that follows")
    {
        _host = host;
        foreach (Option option in new Option[] { _time, _by, _fresh, _imbalanced, _given, _format, _strict, _directory, _json })
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone split plan", "what the columns say"),
        new("hone split plan --time none --by patient --new-entities yes", "with your answers"),
    ];

    private int Run(ParseResult parse)
    {
        string? time = parse.GetValue(_time);
        string? by = parse.GetValue(_by);
        var answers = new SplitAnswers
        {
            PredictsFuture = time is null ? null : time != None,
            TimeColumn = time == None ? null : time,
            DateFormat = parse.GetValue(_format),
            SharesEntity = by is null ? null : by != None,
            EntityColumn = by == None ? null : by,
            NewEntities = YesOrNo(parse.GetValue(_fresh), "--new-entities"),
            IsImbalanced = YesOrNo(parse.GetValue(_imbalanced), "--imbalanced"),
            HasGivenTest = YesOrNo(parse.GetValue(_given), "--given-test"),
        };
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        SplitAdvice advice = SplitMaker.Plan(project, answers, _host.CancellationToken);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, advice, CliJson.Default.SplitAdvice);
        }
        else
        {
            SplitView.Show(Screen.OfOutput(_host), advice, _host.CommandName);
        }

        return (int)(advice.Strategy is null && parse.GetValue(_strict) ? ExitCode.NotChecked : ExitCode.Pass);
    }

    private static bool? YesOrNo(string? text, string option) => text?.ToLowerInvariant() switch
    {
        null => null,
        "yes" or "y" => true,
        "no" or "n" => false,
        _ => throw new UsageException($"yes or no after {option}", $"'{text}'", Where, $"{Where} --help shows an example"),
    };
}
