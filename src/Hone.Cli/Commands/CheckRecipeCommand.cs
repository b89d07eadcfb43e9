using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone check batch|overfit|capacity|lr|inputs RECIPE.cs</c>: questions to a recipe before hours are spent on it. Its own program asks them.</summary>
internal sealed class CheckRecipeCommand : HoneVerb
{
    private readonly CliHost _host;
    private readonly Argument<string> _recipe = new("recipe") { HelpName = "RECIPE.cs", Description = "a recipe of the project, such as recipes/image.cs" };
    private readonly Option<string> _split = new("--split") { Description = "the frozen split (default: the newest)", HelpName = "NAME" };
    private readonly RecipeCheckOptions _run = new();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option[] _own;

    private CheckRecipeCommand(CliHost host, string name, string description, Option[] own, IReadOnlyList<Example> examples)
        : base(name, description)
    {
        _host = host;
        _own = own;
        Examples = examples;
        Arguments.Add(_recipe);
        foreach (Option option in (Option[])[.. own, _split, .. _run.All, _json])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; }

    /// <summary>One command for each check.</summary>
    public static IReadOnlyList<CheckRecipeCommand> All(CliHost host) =>
    [
        new(
            host,
            "batch",
            "one batch of a recipe and its untrained model: content, parts, loss, activations",
            [
                new Option<bool>("--deep") { Description = "ask as well whether it sees its input, keeps items apart and trains every parameter" },
                new Option<bool>("--show") { Description = "write the inputs, as the model sees them, into the folder reports" },
                new Option<bool>("--frozen") { Description = "frozen parameters are meant to stay as they are" },
            ],
            [new("hone check batch recipes/image.cs --deep --show", "before the first training of a recipe")]),
        new(host, "overfit", "whether a recipe learns one batch by heart", [], [new("hone check overfit recipes/image.cs", "a model that cannot do that has a fault")]),
        new(
            host,
            "capacity",
            "whether a recipe of twice the width has a lower training loss",
            [new Option<string>("--width") { Description = "the parameter of the recipe that sets the width", HelpName = "NAME" }],
            [new("hone check capacity recipes/net.cs --width hidden --subset 10%", "a recipe with recipe.Param(\"hidden\", 64)")]),
        new(
            host,
            "lr",
            "whether the learning rate of a recipe fits model and data",
            [new Option<string>("--rate") { Description = "the rate to judge (default: the recipe's parameter lr)", HelpName = "RATE" }],
            [new("hone check lr recipes/image.cs", "too high, too low, and what the finder suggests")]),
        new(host, "inputs", "whether a recipe uses its inputs: a short training, then zeros in their place", [], [new("hone check inputs recipes/image.cs --subset 5%", "a model that ignores them scores like a guess")]),
    ];

    private int Run(ParseResult parse)
    {
        string recipe = parse.GetRequiredValue(_recipe);
        string where = $"hone check {Name}";
        if (!TrainRecipe.IsRecipe(recipe))
        {
            throw new UsageException("a recipe: a C# file of the project", $"'{recipe}'", where, "hone check data PATH looks at tables and folders");
        }

        List<string> words = ["--action", $"check-{Name}", .. _run.Words(parse)];
        words.AddRange(parse.GetValue(_split) is string split ? [_split.Name, split] : []);
        words.AddRange(_own.SelectMany(option => With(parse, option)));
        words.AddRange(parse.GetValue(_json) ? [_json.Name] : []);
        return new RecipeProgram(_host).Run(recipe, _run.Directory(parse, where), words);
    }

    /// <summary>An option of one check alone, as the program of the recipe takes it: <c>--with deep=true</c>.</summary>
    private static string[] With(ParseResult parse, Option option)
    {
        string? value = option is Option<bool> flag ? (parse.GetValue(flag) ? "true" : null) : parse.GetValue((Option<string>)option);
        return value is null ? [] : ["--with", $"{option.Name[2..]}={value}"];
    }
}
