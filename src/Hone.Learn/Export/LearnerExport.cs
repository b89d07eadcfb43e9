using Hone.Nn;

namespace Hone.Learn;

/// <summary>Writes what a learner has learned into a file for predictions.</summary>
public static class LearnerExport
{
    /// <summary>Writes model, weights, vocabulary and the transforms of validation into one <c>.hone</c> file; fastai's <c>export</c>.</summary>
    /// <remarks>
    /// The file holds data and no code: label functions, losses and callbacks stay behind, because predictions do not need them. A crash leaves the old file or the new one.
    /// <see cref="Predictor.Load"/> reads it.
    /// </remarks>
    /// <param name="learner">The learner.</param>
    /// <param name="path">The file, such as <c>flowers.hone</c>; its folder is created when missing.</param>
    /// <param name="options">The catalog of configurations; Hone's own unless told.</param>
    /// <exception cref="HoneException">The model, a transform or the loss cannot be told as data, or the file cannot be written.</exception>
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
        BatchTransformConfig[] batches = [.. valid.Transforms.Select(transform => transform.Config ?? throw NotData("batch transform", transform.GetType().Name, "override Config in the transform, and give the catalog its name"))];
        return new ModelFileContent(ModelFileContent.FormatName, ModelFileContent.CurrentVersion, model, Input(valid.Dataset), items, batches, Output(learner), string.Empty);
    }

    private static ModelInput Input(Dataset dataset)
    {
        bool isImage = dataset.Input is SampleColumn { Name: "image" };
        bool isBands = dataset.Input is BandColumn;
        bool isVector = dataset.Input.DType == DType.Float32 && dataset.Input.RowShape.Rank == 1;
        if (dataset.Inputs.Count != 1 || !(isImage || isVector || isBands))
        {
            string got = string.Join(", ", dataset.Inputs.Select(column => $"{column.Name} {column.DType} {column.RowShape}"));
            throw new HoneException("A model file is for one input: images, images of several bands, or rows of numbers.", got, nameof(Export), "save the weights with Model.Save, and predict with the learner");
        }

        return new ModelInput(isImage ? InputKind.Image : isBands ? InputKind.Bands : InputKind.Vector, dataset.Input.RowShape.ToArray());
    }

    private static ModelOutput Output(Learner learner)
    {
        PredictionKind kind = learner.Loss.Kind ?? throw NotData("way to read predictions", learner.Loss.GetType().Name, "override Kind in the loss");
        return new ModelOutput(kind, [.. learner.Data.Vocab], learner.Loss.Threshold, kind == PredictionKind.Numbers && learner.Data.Valid.Dataset.Target is PointColumn);
    }

    /// <summary>The innermost parts that have no configuration.</summary>
    private static string Culprit(Module model)
    {
        (string Path, Module Module)[] without = [.. model.NamedModules().Where(part => part.Module.Config is null && part.Module.Children().All(child => child.Child.Config is not null))];
        return without.Length == 0 ? model.TypeName : string.Join(", ", without.Select(part => part.Path.Length == 0 ? part.Module.TypeName : $"{part.Module.TypeName} at {part.Path}"));
    }

    private static HoneException NotData(string what, string got, string remedy) =>
        new($"A {what} that can be told as data, because a model file holds no code.", got, nameof(Export), remedy);
}
