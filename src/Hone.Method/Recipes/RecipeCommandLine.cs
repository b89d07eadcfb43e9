using System.Globalization;
using System.Text.RegularExpressions;

namespace Hone.Method;

/// <summary>The command line of a recipe's program, the same words as <c>hone train RECIPE.cs</c> has.</summary>
public sealed partial record RecipeCommandLine
{
    private const string Where = "hone train RECIPE.cs";
    private const int MostEpochs = 10_000;
    private const int MostSeeds = 100;

    /// <summary>What to do: <c>train</c> unless told; the others are started by <c>--dry</c>, <c>--folds</c>, <c>--seeds</c>, <c>--search</c>, <c>--replay</c>, <c>--resume</c> and by checks.</summary>
    public string Action { get; init; } = RecipeActions.Train;

    /// <summary>The folder of the project; null looks around the recipe's file.</summary>
    public string? Directory { get; init; }

    /// <summary>Whether one JSON object is printed and nothing else.</summary>
    public bool Json { get; init; }

    /// <summary>How the recipe runs.</summary>
    public RecipeOptions Options { get; init; } = new();

    /// <summary>How many folds the split must have; null for whatever it has.</summary>
    public int? Folds { get; init; }

    /// <summary>How many seeds are trained.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>The ranges to search.</summary>
    public IReadOnlyList<string> Search { get; init; } = [];

    /// <summary>How long to search; null for the default.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>The most trials of a search; null for as many as the budget has room for.</summary>
    public int? Trials { get; init; }

    /// <summary>The run whose failing batch runs once more.</summary>
    public string? Replay { get; init; }

    /// <summary>The run that goes on.</summary>
    public string? Resume { get; init; }

    /// <summary>Options of checks, as <c>--with name=value</c> gives them.</summary>
    public IReadOnlyDictionary<string, string> Extras { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether somebody said that there is no hypothesis.</summary>
    public bool KnowsNoHypothesis { get; init; }

    /// <summary>How many threads work on one operation; null leaves the choice to the engine.</summary>
    public int? Threads { get; init; }

    /// <summary>The folder with several datasets and weights (<c>HONE_DATA</c> of the command); null for none.</summary>
    public string? Data { get; init; }

    /// <summary>A folder through which <c>hone</c> and the program talk: the program writes <c>started</c>, <c>hone</c> writes <c>stop</c>. Null for a program that was started by hand.</summary>
    public string? Control { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <param name="args">The words.</param>
    /// <exception cref="RecipeException">A word is unknown, a value is missing or has another form, or options contradict each other.</exception>
    /// <exception cref="SplitException">The subset is no fraction: <c>20</c> is asked back as <c>20%</c>.</exception>
    public static RecipeCommandLine Parse(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var line = new RecipeCommandLine();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var extras = new Dictionary<string, string>(StringComparer.Ordinal);
        var search = new List<string>();
        var actions = new List<string>();
        string? text = null;
        string? expect = null;
        int? sure = null;
        for (int i = 0; i < args.Count; i++)
        {
            string word = args[i];
            switch (word)
            {
                case "--action":
                    line = line with { Action = Value(args, ref i) };
                    break;
                case "--dir":
                    line = line with { Directory = Value(args, ref i) };
                    break;
                case "--json":
                    line = line with { Json = true };
                    break;
                case "--split":
                    line = line.With(options => options with { Split = Value(args, ref i) });
                    break;
                case "--subset":
                    line = line.With(options => options with { Subset = SplitSubset.ParseFraction(Value(args, ref i)) });
                    break;
                case "--valid-cap":
                    line = line.With(options => options with { ValidCap = Whole(args, ref i, 1, int.MaxValue) });
                    break;
                case "--epochs":
                    line = line.With(options => options with { Epochs = Whole(args, ref i, 1, MostEpochs) });
                    break;
                case "--seed":
                    line = line.With(options => options with { Seed = Whole(args, ref i, 0, int.MaxValue) });
                    break;
                case "--name":
                    line = line.With(options => options with { Name = Name(Value(args, ref i)) });
                    break;
                case "--file":
                    line = line.With(options => options with { File = Value(args, ref i) });
                    break;
                case "--command":
                    line = line.With(options => options with { Command = Value(args, ref i) });
                    break;
                case "--set":
                    Pair(args, ref i, values);
                    break;
                case "--with":
                    Pair(args, ref i, extras);
                    break;
                case "-H" or "--hypothesis":
                    text = Value(args, ref i);
                    break;
                case "--expect":
                    expect = Value(args, ref i);
                    break;
                case "--p":
                    sure = Percent(Value(args, ref i));
                    break;
                case "--no-hypothesis":
                    line = line with { KnowsNoHypothesis = true };
                    break;
                case "--dry":
                    actions.Add("dry");
                    break;
                case "--folds":
                    actions.Add("folds");
                    line = HasValue(args, i) ? line with { Folds = Whole(args, ref i, 2, SplitOptions.MostFolds) } : line;
                    break;
                case "--seeds":
                    actions.Add("seeds");
                    line = line with { Seeds = Whole(args, ref i, 2, MostSeeds) };
                    break;
                case "--search":
                    actions.Add("search");
                    search.Add(Value(args, ref i));
                    break;
                case "--budget":
                    line = line with { Budget = Minutes(Value(args, ref i)) };
                    break;
                case "--trials":
                    line = line with { Trials = Whole(args, ref i, 1, MostEpochs) };
                    break;
                case "--replay":
                    actions.Add("replay");
                    line = line with { Replay = Value(args, ref i) };
                    break;
                case "--resume":
                    actions.Add("resume");
                    line = line with { Resume = Value(args, ref i) };
                    break;
                case "--threads":
                    line = line with { Threads = Whole(args, ref i, 1, 1024) };
                    break;
                case "--data":
                    line = line with { Data = Value(args, ref i) };
                    break;
                case "--control":
                    line = line with { Control = Value(args, ref i) };
                    break;
                default:
                    throw new RecipeException(
                        ExitCode.Usage,
                        "options of a recipe: --split, --subset, --valid-cap, --epochs, --seed, --set, -H, --expect, --p, --no-hypothesis, --dry, --folds, --seeds, --search, --budget, --trials, --replay, --resume, --name, --dir, --json",
                        $"'{word}'",
                        Where,
                        "hone train --help explains them");
            }
        }

        foreach (string range in search)
        {
            SearchRange.Parse(range);
        }

        if (line.Resume is not null && text is not null)
        {
            throw new RecipeException(ExitCode.Usage, "-H when a run begins", "-H beside --resume", Where, "leave it out: the hypothesis of the run was written down before its first batch, and stands");
        }

        line = line with { Search = search, Extras = extras };
        RequireSearch(line);
        return (line with { Action = ActionOf(line.Action, actions) }).With(options => options with { Told = [.. args], Values = values, Hypothesis = HypothesisOf(text, expect, sure, line.KnowsNoHypothesis) });
    }

    private static void RequireSearch(RecipeCommandLine line)
    {
        if (line.Search.Count == 0 && (line.Budget is not null || line.Trials is not null))
        {
            throw new RecipeException(ExitCode.Usage, "--search NAME=LOW..HIGH beside --budget and --trials", "no --search", Where, "such as --search lr=1e-4..1e-1:log --budget 10");
        }
    }

    private RecipeCommandLine With(Func<RecipeOptions, RecipeOptions> change) => this with { Options = change(Options) };

    private static string ActionOf(string action, List<string> asked)
    {
        string[] different = [.. asked.Distinct(StringComparer.Ordinal)];
        return different.Length switch
        {
            0 => action,
            1 => different[0],
            _ => throw new RecipeException(
                ExitCode.Usage, "one of --dry, --folds, --seeds, --search, --replay, --resume", string.Join(" and ", different.Select(name => "--" + name)), Where, "run one after the other"),
        };
    }

    private static Hypothesis? HypothesisOf(string? text, string? expect, int? sure, bool knowsNone)
    {
        if (text is null && (expect ?? (sure is null ? null : $"--p {sure}%")) is string alone)
        {
            throw new RecipeException(ExitCode.Usage, "-H with a sentence beside --expect and --p", $"'{alone}' alone", Where, "write -H \"what you believe\" --expect \"accuracy > +0.01\" --p 70%");
        }

        if (text is not null && knowsNone)
        {
            throw new RecipeException(ExitCode.Usage, "-H or --no-hypothesis", "both", Where, "leave one of them out");
        }

        return text is null ? null : new Hypothesis { Text = text, Expectation = expect, Confidence = sure };
    }

    private static bool HasValue(IReadOnlyList<string> args, int i) => i + 1 < args.Count && !args[i + 1].StartsWith('-');

    private static string Value(IReadOnlyList<string> args, ref int i)
    {
        string option = args[i];
        return ++i < args.Count
            ? args[i]
            : throw new RecipeException(ExitCode.Usage, $"a value after {option}", "the end of the line", Where, "hone train --help shows examples");
    }

    private static int Whole(IReadOnlyList<string> args, ref int i, int least, int most)
    {
        string option = args[i];
        string text = Value(args, ref i);
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        return isNumber && value >= least && value <= most
            ? value
            : throw new RecipeException(ExitCode.Usage, $"a whole number from {least} to {most} after {option}", $"'{text}'", Where, "hone train --help shows examples");
    }

    private static void Pair(IReadOnlyList<string> args, ref int i, Dictionary<string, string> pairs)
    {
        string option = args[i];
        string text = Value(args, ref i);
        int at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 1)
        {
            throw new RecipeException(ExitCode.Usage, $"NAME=VALUE after {option}", $"'{text}'", Where, $"such as {option} lr=0.001");
        }

        pairs[text[..at]] = text[(at + 1)..];
    }

    private static int Percent(string text)
    {
        bool isNumber = int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        return isNumber && value is >= 50 and <= 99
            ? value
            : throw new RecipeException(ExitCode.Usage, "how sure you are, from 50% to 99%, after --p", $"'{text}'", Where, "50% is a coin toss, 99% is near certainty");
    }

    private static TimeSpan Minutes(string text)
    {
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double minutes);
        return isNumber && minutes is > 0 and <= 100_000
            ? TimeSpan.FromMinutes(minutes)
            : throw new RecipeException(ExitCode.Usage, "minutes after --budget", $"'{text}'", Where, "such as --budget 10");
    }

    private static string Name(string text) => NameForm().IsMatch(text)
        ? text
        : throw new RecipeException(ExitCode.Usage, "a name of letters, digits, - and _ after --name", $"'{text}'", Where, "such as --name resnet-mixup");

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex NameForm();
}
