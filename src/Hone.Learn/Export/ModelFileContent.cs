using System.Text.Json.Serialization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Everything in a model file but its weights: data, no code.</summary>
/// <param name="Format">Always <see cref="FormatName"/>; the first thing in the file, so that people see what it is.</param>
/// <param name="FormatVersion">Raised when a reader of before would misunderstand the file.</param>
/// <param name="Model">The configuration from which the model is built.</param>
/// <param name="Input">What the model sees; of several inputs the first.</param>
/// <param name="ItemTransforms">What is done to each item, in order; all pictures of an item pass through them together, as in training.</param>
/// <param name="BatchTransforms">What is done to each batch, in order; those of images change all images of an item.</param>
/// <param name="Output">How the output is read.</param>
/// <param name="WeightsSha256">SHA-256 of the weights, in hexadecimal: an edited or torn file is noticed.</param>
/// <param name="MoreInputs">Further inputs of the model in their order, behind <paramref name="Input"/>; null where there is one input, and then not written, so that earlier readers read on.</param>
public sealed record ModelFileContent(
    string Format,
    int FormatVersion,
    ModelConfig Model,
    ModelInput Input,
    IReadOnlyList<ItemTransformConfig> ItemTransforms,
    IReadOnlyList<BatchTransformConfig> BatchTransforms,
    ModelOutput Output,
    string WeightsSha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ModelInput>? MoreInputs = null)
{
    /// <summary>The first word of every model file.</summary>
    public const string FormatName = "hone-model";

    /// <summary>The version of models with one input, which every reader knows.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of models with several inputs, and the newest that this Hone reads: a reader of before says that it is newer, instead of that it is damaged.</summary>
    public const int SeveralInputsVersion = 2;

    /// <summary>Everything that the model sees, in the order in which it takes it.</summary>
    [JsonIgnore]
    public IReadOnlyList<ModelInput> Inputs => [Input, .. MoreInputs ?? []];
}
