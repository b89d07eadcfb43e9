using Hone.Nn;

namespace Hone.Learn;

/// <summary>Everything in a model file but its weights: data, no code.</summary>
/// <param name="Format">Always <see cref="FormatName"/>; the first thing in the file, so that people see what it is.</param>
/// <param name="FormatVersion">Raised when a reader of before would misunderstand the file.</param>
/// <param name="Model">The configuration from which the model is built.</param>
/// <param name="Input">What the model sees.</param>
/// <param name="ItemTransforms">What is done to each item, in order.</param>
/// <param name="BatchTransforms">What is done to each batch, in order.</param>
/// <param name="Output">How the output is read.</param>
/// <param name="WeightsSha256">SHA-256 of the weights, in hexadecimal: an edited or torn file is noticed.</param>
public sealed record ModelFileContent(
    string Format,
    int FormatVersion,
    ModelConfig Model,
    ModelInput Input,
    IReadOnlyList<ItemTransformConfig> ItemTransforms,
    IReadOnlyList<BatchTransformConfig> BatchTransforms,
    ModelOutput Output,
    string WeightsSha256)
{
    /// <summary>The first word of every model file.</summary>
    public const string FormatName = "hone-model";

    /// <summary>The version that this Hone writes, and the newest that it reads.</summary>
    public const int CurrentVersion = 1;
}
