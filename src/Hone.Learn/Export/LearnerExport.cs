using Hone.Nn;

namespace Hone.Learn;

/// <summary>Writes what a learner has learned into a file for predictions.</summary>
public static class LearnerExport
{
    /// <summary>Writes model, weights, vocabulary and the transforms of validation into one <c>.hone</c> file; fastai's <c>export</c>.</summary>
    /// <remarks>
    /// The file holds data and no code: label functions, losses and callbacks stay behind, because predictions do not need them. A crash leaves the old file or the new one.
    /// <see cref="Predictor.Load"/> reads it.
    /// <para>
    /// The model sees images, images of several bands, rows of numbers, or texts, one of them or several together, such as two pictures that a <see cref="SiameseNet"/> compares. With texts the vocabulary and the tokenizer travel too, so the tokenizer must be one that can be told as data:
    /// <see cref="WordTokenizer"/>, or an <see cref="ITokenizer"/> of your own with a configuration in the catalog.
    /// </para>
    /// </remarks>
    /// <param name="learner">The learner.</param>
    /// <param name="path">The file, such as <c>flowers.hone</c>; its folder is created when missing.</param>
    /// <param name="options">The catalog of configurations; Hone's own unless told.</param>
    /// <exception cref="HoneException">The model, a transform, the tokenizer or the loss cannot be told as data, or the file cannot be written.</exception>
    public static void Export(this Learner learner, string path, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ConfigCatalog catalog = (options ?? new ExportOptions()).Catalog;
        ModelFile.Write(path, Describe(learner), learner.Model, catalog);
    }

    private static ModelFileContent Describe(Learner learner)
    {
        DataLoader valid = learner.Data.Valid.InOrder();
        ModelConfig model = learner.Model.Config ?? throw NotData("model", Culprit(learner.Model), "give the module a ModelConfig in its Config, and the catalog its name");
        ItemTransformConfig[] items = [.. valid.Dataset.Transforms.Where(transform => !transform.TrainOnly).Select(transform => transform.Config ?? throw NotData("item transform", transform.GetType().Name, "override Config in the transform, and give the catalog its name"))];
        if (valid.Dataset.Inputs.All(column => column is TextColumn) && valid.Transforms.Count + items.Length > 0)
        {
            throw new HoneException("A model file of texts holds no transforms: their numbers are names of tokens.", string.Join(", ", valid.Transforms.Select(transform => transform.GetType().Name).Concat(items.Select(item => item.GetType().Name))), nameof(Export), "leave the transforms away, or do their work in the model");
        }

        BatchTransformConfig[] batches = [.. valid.Transforms.Select(transform => transform.Config ?? throw NotData("batch transform", transform.GetType().Name, "override Config in the transform, and give the catalog its name"))];
        ModelInput[] inputs = [.. valid.Dataset.Inputs.Select((column, i) => Input(valid.Dataset, column, i + 1))];
        int version = inputs.Length == 1 ? ModelFileContent.CurrentVersion : ModelFileContent.SeveralInputsVersion;
        return new ModelFileContent(ModelFileContent.FormatName, version, model, inputs[0], items, batches, Output(learner), string.Empty, inputs.Length == 1 ? null : inputs[1..]);
    }

    private static ModelInput Input(Dataset dataset, Column column, int number)
    {
        InputKind? kind = column switch
        {
            TextColumn => InputKind.Text,
            SampleColumn { Name: "image" } => InputKind.Image,
            BandColumn => InputKind.Bands,
            { DType: DType.Float32, RowShape.Rank: 1 } => InputKind.Vector,
            _ => null,
        };
        if (kind is null)
        {
            throw new HoneException(
                "Inputs that are images, images of several bands, rows of numbers or texts: a model file says how new items become such inputs, and of others it cannot.",
                $"input {number} of {dataset.Inputs.Count}: {column.Name} {column.DType} {column.RowShape}",
                nameof(Export),
                "export a learner of tables with ExportTable; of others save the weights with Model.Save, and predict with the learner");
        }

        return new ModelInput(kind.Value, column.RowShape.ToArray(), column is TextColumn texts ? Text(texts) : null);
    }

    private static TextInput Text(TextColumn texts)
    {
        TextOptions options = texts.Options;
        TokenizerConfig tokenizer = options.TokenizerConfig ?? throw NotData("tokenizer", options.TokenizerName, "write it as an ITokenizer with a TokenizerConfig, give the catalog its name, and pass its Tokenize");
        return new TextInput(tokenizer, [.. texts.Vocab], options.MaxTokens, options.PadFirst);
    }

    private static ModelOutput Output(Learner learner)
    {
        PredictionKind kind = learner.Loss.Kind ?? throw Unread(learner.Loss);
        return new ModelOutput(kind, [.. learner.Data.Vocab], learner.Loss.Threshold, kind == PredictionKind.Numbers && learner.Data.Valid.Dataset.Target is PointColumn or BoxColumn);
    }

    /// <summary>The innermost parts that have no configuration.</summary>
    private static string Culprit(Module model)
    {
        (string Path, Module Module)[] without = [.. model.NamedModules().Where(part => part.Module.Config is null && part.Module.Children().All(child => child.Child.Config is not null))];
        return without.Length == 0 ? model.TypeName : string.Join(", ", without.Select(part => part.Path.Length == 0 ? part.Module.TypeName : $"{part.Module.TypeName} at {part.Path}"));
    }

    /// <summary>A loss with its classes along another axis says how it is read, but no file can; a loss of one's own has not said it.</summary>
    private static HoneException Unread(Loss loss) => loss.ClassAxis == 1
        ? NotData("way to read predictions", loss.GetType().Name, "override Kind in the loss")
        : new HoneException(
            "A loss with the classes along axis 1, because a model file reads them there.",
            $"{loss.GetType().Name} with the classes along axis {loss.ClassAxis}",
            nameof(Export),
            "leave the axis of the loss away if the model answers [batch, classes], where it is the same; otherwise let the model answer with the classes along axis 1, or save the weights with Model.Save and predict with the learner");

    private static HoneException NotData(string what, string got, string remedy) =>
        new($"{Wording.WithArticle(what)} that can be told as data, because a model file holds no code.", got, nameof(Export), remedy);
}
