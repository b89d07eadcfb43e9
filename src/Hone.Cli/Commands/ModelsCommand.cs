using System.CommandLine;
using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;

namespace Hone.Cli;

/// <summary><c>hone models</c>: the pretrained weights that are known, Hone's own first, where they come from and whether they are here.</summary>
internal sealed class ModelsCommand : HoneVerb
{
    private const string Where = "hone models";

    private readonly CliHost _host;

    private readonly Argument<string?> _name = new("name")
    {
        HelpName = "NAME",
        Description = "one of them, with all that is known of it",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public ModelsCommand(CliHost host)
        : base("models", "list pretrained weights: source, license, pixels, and whether they are here")
    {
        _host = host;
        Arguments.Add(_name);
        Options.Add(_data);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone models", "what is known, and what of it is on this machine"),
        new($"hone models {PretrainedCatalog.MobileNetV2.Files.Name}", "one of them whole: files, hashes, how to get it"),
        new($"hone models {Zoo.ResNet9.Name}", "Hone's own net for small images"),
        new("hone models --json", "all of it, for programs"),
    ];

    private int Run(ParseResult parse)
    {
        // Looking never fetches anything.
        string? folder = OptionValues.Folder(parse.GetValue(_data), "--data", Where);
        DatasetLocatorOptions places = DataPlaces.Of(_host, folder, progress: null) with { AllowDownload = false };
        string? name = parse.GetValue(_name);
        ModelJson[] models = name is null
            ? [.. Zoo.All.Select(ModelJson.Of), .. PretrainedCatalog.All.Select(info => ModelJson.Of(info, places))]
            : [Find(name, places)];
        if (parse.GetValue(_json))
        {
            WriteJson(models, isOne: name is not null);
        }
        else
        {
            var view = new ModelsView(Screen.OfOutput(_host));
            if (name is null)
            {
                view.List(models);
            }
            else
            {
                view.Show(models[0]);
            }
        }

        return (int)Method.ExitCode.Pass;
    }

    private static ModelJson Find(string name, DatasetLocatorOptions places)
    {
        if (Zoo.All.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase)) is { } own)
        {
            return ModelJson.Of(own);
        }

        string[] fetched = [.. PretrainedCatalog.All.Select(info => info.Files.Name)];
        string[] names = [.. Zoo.All.Select(model => model.Name), .. fetched];
        bool isKnown = fetched.Contains(name, StringComparer.OrdinalIgnoreCase);
        return isKnown || Suggestion.Nearest(name, names) is not { } near
            ? ModelJson.Of(PretrainedCatalog.Find(name), places)
            : throw new UsageException($"a name of the catalog: {string.Join(", ", names)}", $"'{name}'", Where, $"did you mean {near}?");
    }

    private void WriteJson(ModelJson[] models, bool isOne)
    {
        if (isOne)
        {
            CliJson.Write(_host.Out, models[0], CliJson.Default.ModelJson);
        }
        else
        {
            CliJson.Write(_host.Out, models, CliJson.Default.IReadOnlyListModelJson);
        }
    }
}
