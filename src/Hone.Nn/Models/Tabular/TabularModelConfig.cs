using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>The configuration of <see cref="TabularModel"/>.</summary>
/// <param name="Embeddings">Sizes of the embedding of each categorical column.</param>
/// <param name="Continuous">Number of continuous columns.</param>
/// <param name="Outputs">Classes, or numbers to predict.</param>
/// <param name="Layers">Sizes of the hidden layers.</param>
/// <param name="Dropouts">Fraction dropped after each hidden layer; null for none.</param>
/// <param name="EmbeddingDropout">Fraction of the embedded features that is dropped.</param>
/// <param name="YRange">Range of the answers; null for none.</param>
/// <param name="UseBn">Whether hidden layers are normalized.</param>
/// <param name="BnFinal">Whether the last layer is normalized too.</param>
/// <param name="BnCont">Whether the continuous columns are normalized over the batch.</param>
/// <param name="LinearFirst">Whether the linear layer comes before normalization and dropout.</param>
/// <param name="Activation">Behind each hidden linear layer; null stands for ReLU. Not written for ReLU, so that earlier readers read on.</param>
public sealed record TabularModelConfig(
    IReadOnlyList<EmbeddingSize> Embeddings,
    int Continuous,
    int Outputs,
    IReadOnlyList<int> Layers,
    IReadOnlyList<double>? Dropouts,
    double EmbeddingDropout,
    SigmoidRangeConfig? YRange,
    bool UseBn,
    bool BnFinal,
    bool BnCont,
    bool LinearFirst,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Activation? Activation = null) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(Continuous);
        ConfigLimits.Channels(Outputs);
        ConfigLimits.Layers([Layers.Count]);
        foreach (int width in Layers)
        {
            ConfigLimits.Channels(width);
        }

        return new TabularModel(Embeddings, Continuous, Outputs, new TabularModelOptions
        {
            Layers = Layers,
            Dropouts = Dropouts,
            EmbeddingDropout = EmbeddingDropout,
            YRange = YRange is null ? null : new SigmoidRange(YRange.Low, YRange.High),
            UseBn = UseBn,
            BnFinal = BnFinal,
            BnCont = BnCont,
            LinearFirst = LinearFirst,
            Activation = Activation ?? Nn.Activation.ReLU,
        });
    }
}
