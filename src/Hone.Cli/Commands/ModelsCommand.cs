using System.CommandLine;
using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;

namespace Hone.Cli;

/// <summary><c>hone models</c>: the pretrained weights that are known, where they come from and whether they are here.</summary>
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
        new("hone models --json", "all of it, for programs"),
    ];

    private int Run(ParseResult parse)
    {
        // Looking never fetches anything.
        string? folder = OptionValues.Folder(parse.GetValue(_data), "--data", Where);
        DatasetLocatorOptions places = DataPlaces.Of(_host, folder, progress: null) with { AllowDownload = false };
        string? name = parse.GetValue(_name);
        ModelJson[] models = [.. (name is null ? PretrainedCatalog.All : [Find(name)]).Select(info => ModelJson.Of(info, places))];
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

    private static PretrainedInfo Find(string name)
    {
        string[] names = [.. PretrainedCatalog.All.Select(info => info.Files.Name)];
        bool isKnown = names.Contains(name, StringComparer.OrdinalIgnoreCase);
        return isKnown || Suggestion.Nearest(name, names) is not { } near
            ? PretrainedCatalog.Find(name)
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
