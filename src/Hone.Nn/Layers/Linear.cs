namespace Hone.Nn;

/// <summary>An affine map of the last axis: y = x W^T + b.</summary>
/// <remarks>
/// PyTorch's <c>nn.Linear</c>, with its default initialization: weight and bias uniform in plus or minus 1 / sqrt(in).
/// Shapes: x <c>[..., in]</c>, weight <c>[out, in]</c>, bias <c>[out]</c>, y <c>[..., out]</c>.
/// </remarks>
public sealed class Linear : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inFeatures">Size of the last axis of the input.</param>
    /// <param name="outFeatures">Size of the last axis of the output.</param>
    /// <param name="options">Bias and initialization; a bias and PyTorch's rule unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public Linear(int inFeatures, int outFeatures, LinearOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        options ??= new LinearOptions();
        InFeatures = inFeatures;
        OutFeatures = outFeatures;
        Weight = RegisterParameter("weight", [outFeatures, inFeatures], options.WeightInitializer ?? Initializers.KaimingUniform(Math.Sqrt(5)));
        if (options.Bias)
        {
            Bias = RegisterParameter("bias", [outFeatures], options.BiasInitializer ?? Initializers.Uniform(1 / Math.Sqrt(inFeatures)), ParameterKind.Bias);
        }
    }

    /// <summary>Size of the last axis of the input.</summary>
    public int InFeatures { get; }

    /// <summary>Size of the last axis of the output.</summary>
    public int OutFeatures { get; }

    /// <summary>weight: [out, in]</summary>
    public Parameter Weight { get; }

    /// <summary>bias: [out]; null without one.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new LinearConfig(InFeatures, OutFeatures, Bias is not null);

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new FixedLinear(this);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Linear(Weight.Value, Bias?.Value);
}
