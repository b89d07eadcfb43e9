using System.Buffers;

namespace Hone.Nn;

/// <summary>Compares things by one body: it turns each of them into features with the same weights, and a head judges the features of all.</summary>
/// <remarks>
/// y = head(cat(encoder(x1), encoder(x2), ...)), joined along the channels: the model of fastai's Siamese tutorial with its names, <c>encoder</c> and <c>head</c>. It takes two inputs or more, as many as the head has
/// room for, and their order matters. Shapes: each x <c>[batch, ...]</c> as the encoder takes it, its features <c>[batch, features, ...]</c>; y as the head gives it, such as <c>[batch, 2]</c>. A backward pass adds what
/// every input teaches to the gradients of the encoder; its batch normalizations see one input after the other. Source: Bromley et al. 1993, "Signature Verification using a Siamese Time Delay Neural Network", which
/// compared the features by their cosine.
/// </remarks>
/// <example><code>
/// Sequential encoder = ModelBody.Create(ResNet.ResNet18(), cut: -2);
/// SiameseNet model = new SiameseNet(encoder, ModelHead.Create(2 * 512, 2)).Initialize(seed: 42);
/// var learner = new Learner(data, model, new() { Groups = _ => [new ParameterGroup(encoder.Parameters()), new ParameterGroup(model.Head.Parameters())] });
/// </code></example>
public sealed class SiameseNet : Module
{
    private const int ChannelAxis = 1;
    private const int FewestInputs = 2;

    /// <summary>Joins encoder and head.</summary>
    /// <param name="encoder">One input to its features, such as a <see cref="ModelBody"/>; shared by all inputs.</param>
    /// <param name="head">The features of all inputs to the answer, such as a <see cref="ModelHead"/> for as many times the features as there are inputs.</param>
    public SiameseNet(Module encoder, Module head)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(head);
        Encoder = Register("encoder", encoder);
        Head = Register("head", head);
        Config = encoder.Config is { } body && head.Config is { } judge ? new SiameseNetConfig(body, judge) : null;
    }

    /// <summary>The part that turns each input into features.</summary>
    public Module Encoder { get; }

    /// <summary>The part that judges the features of all inputs.</summary>
    public Module Head { get; }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new SiameseNet(Encoder.OptimizeForInference(), Head.OptimizeForInference());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) =>
        throw new ShapeException($"SiameseNet takes {FewestInputs} inputs or more.", $"one input {x?.Shape}", nameof(SiameseNet), "call Forward([first, second])");

    /// <inheritdoc/>
    protected override Tensor ComputeAll(IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Tensor[] features = ArrayPool<Tensor>.Shared.Rent(inputs.Count);
        try
        {
            return Compare(inputs, features.AsSpan(0, inputs.Count));
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(features, clearArray: true);
        }
    }

    private Tensor Compare(IReadOnlyList<Tensor> inputs, Span<Tensor> features)
    {
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = Encoder.Forward(inputs[i]); // [batch, features, ...]
        }

        Tensor joined = Tensor.Cat(features, ChannelAxis); // [batch, inputs * features, ...]
        for (int i = 0; i < features.Length; i++)
        {
            LayerChain.Release(features[i], joined, inputs[i]);
        }

        Tensor y = Head.Forward(joined);
        joined.ReleaseAfter(y);
        return y;
    }
}
