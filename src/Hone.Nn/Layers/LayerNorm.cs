namespace Hone.Nn;

/// <summary>Layer normalization: the last axes of each item are shifted and scaled to mean 0 and variance 1, then by learned numbers.</summary>
/// <remarks>
/// PyTorch's <c>nn.LayerNorm</c>; formula of <see cref="TensorOperations.LayerNorm"/>. Shapes: x <c>[..., normalized shape]</c>, y like x. The same in
/// training and evaluation. Source: Ba, Kiros and Hinton 2016.
/// </remarks>
public sealed class LayerNorm : Module
{
    private readonly Shape _shape;
    private readonly double _epsilon;

    /// <summary>Makes the layer.</summary>
    /// <param name="normalizedShape">Sizes of the last axes of x: <c>[features]</c> for tokens.</param>
    /// <param name="options">PyTorch's defaults unless told.</param>
    /// <exception cref="ShapeException">There is no axis to normalize, or one is empty.</exception>
    /// <exception cref="HoneException">Epsilon is negative.</exception>
    public LayerNorm(Shape normalizedShape, LayerNormOptions? options = null)
    {
        NormalizedShapes.Check(normalizedShape, nameof(LayerNorm));
        options ??= new LayerNormOptions();
        NormNumbers.CheckEpsilon(options.Epsilon, nameof(LayerNorm));
        Config = new LayerNormConfig(normalizedShape.ToArray(), options);
        _shape = normalizedShape;
        _epsilon = options.Epsilon;
        if (options.ElementwiseAffine)
        {
            Weight = RegisterParameter("weight", normalizedShape, Initializers.Ones, ParameterKind.Normalization);
        }

        if (options.ElementwiseAffine && options.Bias)
        {
            Bias = RegisterParameter("bias", normalizedShape, Initializers.Zeros, ParameterKind.Normalization);
        }
    }

    /// <summary>weight: [normalized shape], the scale, first 1; null without one.</summary>
    public Parameter? Weight { get; }

    /// <summary>bias: [normalized shape], the shift, first 0; null without one.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.LayerNorm(_shape, Weight?.Value, Bias?.Value, _epsilon);
}
