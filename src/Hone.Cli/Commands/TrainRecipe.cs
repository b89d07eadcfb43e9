using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone train RECIPE.cs</c>: a pipeline of the project as a run.</summary>
internal sealed class TrainRecipe(CliHost host, RecipeOptionSet options)
{
    private const string Where = "hone train RECIPE.cs";

    /// <summary>Whether a word names a recipe.</summary>
    public static bool IsRecipe(string file) => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>Starts the program of the recipe.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="file">The recipe as it was typed.</param>
    /// <param name="isJson">Whether one JSON object is printed and nothing else.</param>
    /// <param name="shared">Options that tables have too, with their words.</param>
    /// <param name="onlyTables">Options that recipes do not have.</param>
    public int Run(ParseResult parse, string file, bool isJson, IEnumerable<Option<string>> shared, IEnumerable<Option<string>> onlyTables)
    {
        Option<string>? foreign = onlyTables.FirstOrDefault(option => parse.GetValue(option) is not null);
        if (foreign is not null)
        {
            throw new UsageException("options that mean something for a recipe", foreign.Name, Where, $"leave {foreign.Name} out; it belongs to tables: hone train TABLE.csv");
        }

        List<string> words = options.Words(parse);
        words.AddRange(shared.Where(option => parse.GetValue(option) is not null).SelectMany(option => (string[])[option.Name, parse.GetValue(option)!]));
        if (isJson)
        {
            words.Add("--json");
        }

        return new RecipeProgram(host).Run(file, options.Directory(parse), words);
    }
}
