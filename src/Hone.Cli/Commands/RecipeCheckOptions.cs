using System.CommandLine;

namespace Hone.Cli;

/// <summary>The options with which a check runs a recipe, handed to its program as they were typed.</summary>
internal sealed class RecipeCheckOptions
{
    private readonly Option<string> _subset = new("--subset") { Description = "a share of the training items, such as 5%", HelpName = "SHARE" };
    private readonly Option<string> _epochs = new("--epochs") { Description = "epochs of the trainings that a check needs (default: 5; for --shuffle-labels the recipe's own)", HelpName = "N" };
    private readonly Option<string> _seed = new("--seed") { Description = "seed of everything random (default: 42)", HelpName = "N" };
    private readonly Option<string[]> _set = new("--set") { Description = "a parameter of the recipe, such as --set lr=0.001; may occur several times", HelpName = "NAME=VALUE" };
    private readonly Option<string> _directory = CommonOptions.Project();

    /// <summary>All of them, in the order in which help shows them.</summary>
    public IReadOnlyList<Option> All => [_subset, _epochs, _seed, _set, _directory];

    /// <summary>The folder of the project; null when it was not named.</summary>
    public string? Directory(ParseResult parse, string where) => OptionValues.Folder(parse.GetValue(_directory), _directory.Name, where);

    /// <summary>The words for the program of the recipe, but the folder.</summary>
    public List<string> Words(ParseResult parse)
    {
        var words = new List<string>();
        foreach (Option<string> option in (Option<string>[])[_subset, _epochs, _seed])
        {
            words.AddRange(parse.GetValue(option) is string value ? [option.Name, value] : []);
        }

        words.AddRange((parse.GetValue(_set) ?? []).SelectMany(value => (string[])[_set.Name, value]));
        return words;
    }

    /// <summary>The first one that was given; null where there is none.</summary>
    public Option? FirstGiven(ParseResult parse) => All.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false });
}
