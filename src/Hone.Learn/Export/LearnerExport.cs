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
    /// The model sees images, images of several bands, rows of numbers, or texts. With texts the vocabulary and the tokenizer travel too, so the tokenizer must be one that can be told as data:
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
        if (valid.Dataset.Input is TextColumn && valid.Transforms.Count + items.Length > 0)
        {
            throw new HoneException("A model file of texts holds no transforms: their numbers are names of tokens.", string.Join(", ", valid.Transforms.Select(transform => transform.GetType().Name).Concat(items.Select(item => item.GetType().Name))), nameof(Export), "leave the transforms away, or do their work in the model");
        }

        BatchTransformConfig[] batches = [.. valid.Transforms.Select(transform => transform.Config ?? throw NotData("batch transform", transform.GetType().Name, "override Config in the transform, and give the catalog its name"))];
        return new ModelFileContent(ModelFileContent.FormatName, ModelFileContent.CurrentVersion, model, Input(valid.Dataset), items, batches, Output(learner), string.Empty);
    }

    private static ModelInput Input(Dataset dataset)
    {
        bool isImage = dataset.Input is SampleColumn { Name: "image" };
        bool isBands = dataset.Input is BandColumn;
        TextColumn? texts = dataset.Input as TextColumn;
        bool isVector = dataset.Input.DType == DType.Float32 && dataset.Input.RowShape.Rank == 1;
        if (dataset.Inputs.Count != 1 || !(isImage || isVector || isBands || texts is not null))
        {
            string got = string.Join(", ", dataset.Inputs.Select(column => $"{column.Name} {column.DType} {column.RowShape}"));
            throw new HoneException("A model file is for one input: images, images of several bands, rows of numbers, or texts.", got, nameof(Export), "save the weights with Model.Save, and predict with the learner");
        }

        InputKind kind = texts is not null ? InputKind.Text : isImage ? InputKind.Image : isBands ? InputKind.Bands : InputKind.Vector;
        return new ModelInput(kind, dataset.Input.RowShape.ToArray(), texts is null ? null : Text(texts));
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
        return new ModelOutput(kind, [.. learner.Data.Vocab], learner.Loss.Threshold, kind == PredictionKind.Numbers && learner.Data.Valid.Dataset.Target is PointColumn);
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
        new($"A {what} that can be told as data, because a model file holds no code.", got, nameof(Export), remedy);
}
