using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary>The options that a recipe has on a command line: read as text, handed to its program as they were typed.</summary>
internal sealed class RecipeOptionSet
{
    private const string Where = "hone train";

    private readonly Option<string> _subset = new("--subset") { Description = "recipe: a share of the training items, such as 5%; smaller samples are inside larger ones", HelpName = "SHARE" };
    private readonly Option<string> _validCap = new("--valid-cap") { Description = "recipe: the most validation items, for speed", HelpName = "N" };
    private readonly Option<string[]> _set = new("--set") { Description = "recipe: a parameter, such as --set lr=0.001; may occur several times", HelpName = "NAME=VALUE" };
    private readonly Option<string> _hypothesis = new("--hypothesis", "-H") { Description = "recipe: what you believe, written down before the first batch (-H)", HelpName = "TEXT" };
    private readonly Option<string> _expect = new("--expect") { Description = "recipe: the expectation that a machine can check, such as \"accuracy > +0.01\"", HelpName = "TEXT" };
    private readonly Option<string> _sure = new("--p") { Description = "recipe: how sure you are, from 50% to 99%", HelpName = "SHARE" };
    private readonly Option<bool> _noHypothesis = new("--no-hypothesis") { Description = "recipe: there is none; such runs are counted" };
    private readonly Option<bool> _dry = new("--dry") { Description = "recipe: one batch through everything, into a folder that is thrown away" };
    private readonly Option<string> _folds = new("--folds") { Description = "recipe: train each fold of the split; out-of-fold predictions for hone ensemble", HelpName = "K", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _seeds = new("--seeds") { Description = "recipe: train with K seeds; how much the score moves by luck", HelpName = "K" };
    private readonly Option<string[]> _search = new("--search") { Description = "recipe: search a parameter, such as lr=1e-4..1e-1:log, n=8..64:int or width=64,128", HelpName = "RANGE" };
    private readonly Option<string> _budget = new("--budget") { Description = "recipe: minutes of the search (default: 10)", HelpName = "MINUTES" };
    private readonly Option<string> _trials = new("--trials") { Description = "recipe: the most trials of the search", HelpName = "N" };
    private readonly Option<string> _replay = new("--replay") { Description = "recipe: run the batch once more at which a run failed", HelpName = "RUN" };
    private readonly Option<string> _resume = new("--resume") { Description = "recipe: go on with a run that was stopped or killed, to the numbers that it would have had", HelpName = "RUN" };
    private readonly Option<string> _name = new("--name") { Description = "recipe: a name for the runs (default: that of the file)", HelpName = "NAME" };
    private readonly Option<string> _directory = CommonOptions.Project();

    public RecipeOptionSet(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    private Option[] All =>
        [_subset, _validCap, _set, _hypothesis, _expect, _sure, _noHypothesis, _dry, _folds, _seeds, _search, _budget, _trials, _replay, _resume, _name, _directory];

    /// <summary>The folder of the project; null when it was not named.</summary>
    public string? Directory(ParseResult parse) => OptionValues.Folder(parse.GetValue(_directory), _directory.Name, Where);

    /// <summary>The words for the program of the recipe, but the folder.</summary>
    public List<string> Words(ParseResult parse)
    {
        var words = new List<string>();
        foreach (Option<string> option in (Option<string>[])[_subset, _validCap, _hypothesis, _expect, _sure, _seeds, _budget, _trials, _replay, _resume, _name])
        {
            if (parse.GetValue(option) is string value)
            {
                words.AddRange([option.Name, value]);
            }
        }

        foreach (Option<string[]> option in (Option<string[]>[])[_set, _search])
        {
            words.AddRange((parse.GetValue(option) ?? []).SelectMany(value => (string[])[option.Name, value]));
        }

        words.AddRange(new[] { _noHypothesis, _dry }.Where(option => parse.GetValue(option)).Select(option => option.Name));
        if (parse.GetResult(_folds) is not null)
        {
            words.Add(_folds.Name);
            words.AddRange(parse.GetValue(_folds) is string folds ? [folds] : []);
        }

        return words;
    }

    /// <summary>An option of recipes that was given for a table is a misunderstanding.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public void Refuse(ParseResult parse)
    {
        Option? given = Array.Find(All, option => parse.GetResult(option) is { Implicit: false });
        if (given is not null)
        {
            throw new UsageException("options that mean something for a table", given.Name, Where, $"leave {given.Name} out; it belongs to recipes: {Where} recipes/NAME.cs");
        }
    }
}
