using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows the checks of a stage: one line each, and the first findings with what to do about them.</summary>
internal sealed class CheckLines(Screen screen)
{
    private const int IdWidth = 24;

    // Mark, two spaces around it, word, id.
    private const int PlainMarkWidth = 11;

    private readonly List<CheckResult> _noted = [];
    private int _findings;

    /// <summary>How many findings are shown; the others are counted. 3 unless set, because a linter that shouts is switched off.</summary>
    public int ShownFindings { get; init; } = 3;

    public void Add(CheckResult result)
    {
        if (result.Outcome != CheckOutcome.Finding)
        {
            Line(Mark(result.Outcome, null), result.Id, result.Message, result.Outcome == CheckOutcome.Pass ? "dim" : "");
            return;
        }

        foreach (Finding finding in result.Findings)
        {
            _findings++;
            if (_findings <= ShownFindings)
            {
                Line(Mark(result.Outcome, finding.Severity), result.Id, finding.What, "");
                Detail(finding.Evidence);
                Detail("try: " + finding.HowToFix);
            }
        }
    }

    /// <summary>Keeps a result for the end of the stage: what passed or was not checked is counted in one line each, and of a finding one line is shown, the gravest first.</summary>
    public void Note(CheckResult result) => _noted.Add(result);

    /// <summary>Ends the list: findings that were not shown are counted, and so are noted checks.</summary>
    public void End()
    {
        ShowNoted();
        if (_findings > ShownFindings)
        {
            screen.Line($"{new string(' ', Indent)}[olive]{_findings - ShownFindings} more in the report[/]");
        }

        _findings = 0;
    }

    /// <summary>How many checks passed, and what was found, in a line.</summary>
    public static string Summary(CheckReport report)
    {
        int errors = report.Findings.Count(finding => finding.Severity == Severity.Error);
        int warnings = report.Findings.Count(finding => finding.Severity == Severity.Warn);
        int infos = report.Findings.Count(finding => finding.Severity == Severity.Info);
        string broken = report.Count(CheckOutcome.Broken) is > 0 and int count ? $", {count} broken" : "";
        return $"{report.Results.Count} checks: {report.Count(CheckOutcome.Pass)} passed, {report.Count(CheckOutcome.NotChecked)} not checked{broken}; findings: {errors} error, {warnings} warn, {infos} info";
    }

    private void ShowNoted()
    {
        Count(CheckOutcome.Pass);
        Count(CheckOutcome.NotChecked);
        foreach (CheckResult broken in _noted.Where(result => result.Outcome == CheckOutcome.Broken))
        {
            Add(broken);
        }

        foreach (Finding finding in new CheckReport([.. _noted]).Findings)
        {
            _findings++;
            if (_findings <= ShownFindings)
            {
                Line(Mark(CheckOutcome.Finding, finding.Severity), _noted.First(result => result.Findings.Contains(finding)).Id, finding.What, "");
            }
        }

        _noted.Clear();
    }

    /// <summary>Such as <c>9 checks  data 4, split 2, leak 3; each is in the report</c>: the first word of an id is its suite.</summary>
    private void Count(CheckOutcome outcome)
    {
        CheckResult[] results = [.. _noted.Where(result => result.Outcome == outcome)];
        if (results.Length > 0)
        {
            IEnumerable<string> suites = results.GroupBy(result => result.Id.Split('/')[0]).Select(suite => $"{suite.Key} {suite.Count()}");
            Line(Mark(outcome, null), results.Length == 1 ? "1 check" : $"{results.Length} checks", $"{string.Join(", ", suites)}; each is in the report", outcome == CheckOutcome.Pass ? "dim" : "");
        }
    }

    private int MarkWidth => screen.IsLive ? 1 : PlainMarkWidth;

    private int Indent => 2 + MarkWidth + 2;

    // Each outcome has a mark and a color of its own; what was not checked is neither green nor a tick. Plain text has words.
    private (string Mark, string Word, string Style) Mark(CheckOutcome outcome, Severity? severity) => (outcome, severity) switch
    {
        (CheckOutcome.Pass, _) => ("✓", "pass", "green"),
        (CheckOutcome.NotChecked, _) => ("?", "not checked", "purple"),
        (CheckOutcome.Broken, _) => ("‼", "broken", "red bold"),
        (_, Severity.Error) => ("✗", "error", "red bold"),
        (_, Severity.Warn) => ("!", "warn", "olive bold"),
        _ => ("i", "info", "teal"),
    };

    private void Line((string Mark, string Word, string Style) mark, string id, string text, string style)
    {
        string shown = screen.IsLive ? mark.Mark : mark.Word;
        string said = mark.Word is "not checked" or "broken" && screen.IsLive ? $"{mark.Word}: {text}" : text;
        int indent = Indent + IdWidth + 2;
        screen.Paragraph($"  {Screen.Styled(shown.PadRight(MarkWidth), mark.Style)}  {Screen.Styled(id.PadRight(IdWidth), "")}  ", indent, said, style);
    }

    private void Detail(string text)
    {
        int indent = Indent + IdWidth + 2;
        screen.Paragraph(new string(' ', indent), indent, text, "dim");
    }
}
