using System.Globalization;
using Hone.Learn;

namespace Hone.Method;

/// <summary>The checks of a recipe, as actions of its program: <c>hone check batch|overfit|capacity|lr|inputs|leak RECIPE.cs</c>.</summary>
internal static class RecipeChecks
{
    private const string DeepOption = "deep";
    private const string ShowOption = "show";
    private const string FrozenOption = "frozen";
    private const string RateOption = "rate";
    private const string WidthOption = "width";
    private const string ShuffleOption = "shuffle-labels";

    // How recipes call the rate that they hand to their fit.
    private const string RateParameter = "lr";

    public static ExitCode Batch(RecipeSession session, RecipeCommandLine line, RecipeConsole console)
    {
        LearnerChecks checks = Of(session, line, console, [DeepOption, ShowOption, FrozenOption]);
        CheckReport report = checks.Batch(Has(line, DeepOption), session.Options.CancellationToken);
        if (Has(line, ShowOption))
        {
            ModelInputs inputs = checks.Show();
            string file = Path.Combine(session.Project.Directory, "reports", $"inputs-{session.Options.Name}.svg");
            ProjectFile.WriteText(file, inputs.Grid.ToSvg());
            console.Line("inputs", $"{inputs.Note}: {file}");
            foreach (string item in inputs.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                console.Line("", item.TrimEnd());
            }
        }

        return End("batch", report, session, console);
    }

    public static ExitCode Overfit(RecipeSession session, RecipeCommandLine line, RecipeConsole console) =>
        End("overfit", Of(session, line, console, []).Overfit(session.Options.CancellationToken), session, console);

    public static ExitCode LearningRate(RecipeSession session, RecipeCommandLine line, RecipeConsole console) =>
        End("lr", Of(session, line, console, [RateOption]).LearningRate(session.Options.CancellationToken), session, console);

    public static ExitCode Inputs(RecipeSession session, RecipeCommandLine line, RecipeConsole console) =>
        End("inputs", Of(session, line, console, []).Inputs(session.Options.CancellationToken), session, console);

    /// <summary>The recipe on shuffled labels; <c>hone</c> asks the project about everything else.</summary>
    public static ExitCode Leak(RecipeSession session, RecipeCommandLine line, RecipeConsole console)
    {
        RequireKnown(line, [ShuffleOption]);
        if (!Has(line, ShuffleOption))
        {
            throw new RecipeException(
                ExitCode.Usage, "--shuffle-labels after a recipe: that is what a recipe is asked about leaks", "a recipe without it", "hone check leak RECIPE.cs", "hone check leak, without the recipe, looks at the data of the project");
        }

        return End("leak", Checks.ShuffledLabels(session, new ConsoleProgress(console), session.Options.CancellationToken), session, console);
    }

    public static ExitCode Capacity(RecipeSession session, RecipeCommandLine line, RecipeConsole console)
    {
        LearnerChecks checks = Of(session, line, console, [WidthOption]);
        (string name, int width) = Width(session, line);
        CheckReport report = checks.Capacity(
            (factor, seed) =>
            {
                var values = new Dictionary<string, string>(session.Options.Values, StringComparer.Ordinal) { [name] = (width * factor).ToString(CultureInfo.InvariantCulture) };
                return session.CreateLearner(session.Options with { Seed = session.Options.Seed + seed, Values = values }, session.Parts);
            },
            session.Options.CancellationToken);
        return End("capacity", report, session, console);
    }

    private static void RequireKnown(RecipeCommandLine line, string[] known)
    {
        string[] unknown = [.. line.Extras.Keys.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw new RecipeException(
                ExitCode.Usage,
                known.Length == 0 ? "no --with: this check has no options" : $"one of {string.Join(", ", known)} after --with",
                $"'{unknown[0]}'",
                "the check of a recipe",
                "hone check --help lists the options of each check");
        }
    }

    private static LearnerChecks Of(RecipeSession session, RecipeCommandLine line, RecipeConsole console, string[] known)
    {
        RequireKnown(line, known);

        // Made once, and put back after each question: a recipe may read a large table to make a learner.
        Learner learner = session.CreateLearner();
        return new LearnerChecks(learner, new LearnerCheckOptions
        {
            Epochs = session.Options.Epochs ?? new LearnerCheckOptions().Epochs,
            LearningRate = Rate(session, line),
            FrozenOnPurpose = Has(line, FrozenOption),
            Progress = new ConsoleProgress(console),
        });
    }

    private static ExitCode End(string suite, CheckReport report, RecipeSession session, RecipeConsole console)
    {
        ExitCode code = report.ExitCode(strict: false);
        if (console.IsJson)
        {
            console.Json(CheckReportJson.Of(suite, session.Options.File ?? session.Options.Name, report, code), RecipeJson.Default.JsonObject);
        }
        else
        {
            console.Line("", $"{report.Results.Count} checks: {report.Count(CheckOutcome.Pass)} passed, {report.Count(CheckOutcome.NotChecked)} not checked; findings: {Found(Severity.Error)} error, {Found(Severity.Warn)} warn, {Found(Severity.Info)} info");
        }

        return code;

        int Found(Severity severity) => report.Findings.Count(finding => finding.Severity == severity);
    }

    private static bool Has(RecipeCommandLine line, string name) => line.Extras.TryGetValue(name, out string? text) && text == "true";

    /// <summary>The rate to judge: what was typed, else the recipe's parameter <c>lr</c>; null for the learner's own.</summary>
    private static double? Rate(RecipeSession session, RecipeCommandLine line)
    {
        string? typed = line.Extras.GetValueOrDefault(RateOption);
        if (typed is null)
        {
            return double.TryParse(session.Params.GetValueOrDefault(RateParameter), NumberStyles.Float, CultureInfo.InvariantCulture, out double own) && own > 0 ? own : null;
        }

        return double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate > 0 && double.IsFinite(rate)
            ? rate
            : throw new RecipeException(ExitCode.Usage, "a learning rate above 0, such as 0.001", $"'{typed}'", "hone check lr", "leave it out to judge the recipe's own");
    }

    /// <summary>The parameter that sets the width, and the value that is doubled: its value in the recipe.</summary>
    private static (string Name, int Width) Width(RecipeSession session, RecipeCommandLine line)
    {
        string[] numbers = [.. session.Params.Where(pair => IsCount(pair.Value)).Select(pair => pair.Key)];
        string? name = line.Extras.GetValueOrDefault(WidthOption);
        return name is not null && numbers.Contains(name)
            ? (name, int.Parse(session.Params[name], CultureInfo.InvariantCulture))
            : throw new RecipeException(
                ExitCode.Usage,
                $"the parameter of the recipe that sets the width: {(numbers.Length == 0 ? "it asks for no whole number" : $"one of {string.Join(", ", numbers)}")}",
                name is null ? "none" : $"'{name}'",
                "hone check capacity",
                "hone check capacity RECIPE.cs --width hidden, for a recipe that asks for recipe.Param(\"hidden\", 64)");
    }

    private static bool IsCount(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0;

    /// <summary>Shows each result as it comes, on the calling thread.</summary>
    private sealed class ConsoleProgress(RecipeConsole console) : IProgress<CheckResult>
    {
        public void Report(CheckResult value)
        {
            switch (value.Outcome)
            {
                case CheckOutcome.Pass:
                    console.Line("pass", $"{value.Id}: {value.Message}");
                    return;
                case CheckOutcome.NotChecked:
                    console.Line("?", $"{value.Id}: not checked: {value.Message}");
                    return;
                case CheckOutcome.Broken:
                    console.Line("broken", $"{value.Id}: {value.Message}");
                    return;
            }

            foreach (Finding finding in value.Findings)
            {
                console.Line(finding.Severity.ToString().ToLowerInvariant(), $"{finding.Id}: {finding.What}");
                console.Line("", finding.Evidence);
                console.Line("", $"try: {finding.HowToFix}");
            }
        }
    }
}
