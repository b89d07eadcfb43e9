namespace Hone.Nn;

/// <summary>RMS normalization: the last axes of each item are divided by the root of their mean square, then scaled by learned numbers.</summary>
/// <remarks>
/// <c>nn.RMSNorm</c> of PyTorch 2.4; formula of <see cref="TensorOperations.RmsNorm"/>. Shapes: x <c>[..., normalized shape]</c>, y like x. Source: Zhang
/// and Sennrich 2019.
/// </remarks>
public sealed class RmsNorm : Module
{
    private readonly Shape _shape;
    private readonly double? _epsilon;

    /// <summary>Makes the layer.</summary>
    /// <param name="normalizedShape">Sizes of the last axes of x: <c>[features]</c> for tokens.</param>
    /// <param name="options">PyTorch's defaults unless told.</param>
    /// <exception cref="ShapeException">There is no axis to normalize, or one is empty.</exception>
    /// <exception cref="HoneException">Epsilon is negative.</exception>
    public RmsNorm(Shape normalizedShape, RmsNormOptions? options = null)
    {
        NormalizedShapes.Check(normalizedShape, nameof(RmsNorm));
        options ??= new RmsNormOptions();
        NormNumbers.CheckEpsilon(options.Epsilon ?? 0, nameof(RmsNorm));
        Config = new RmsNormConfig(normalizedShape.ToArray(), options);
        _shape = normalizedShape;
        _epsilon = options.Epsilon;
        if (options.ElementwiseAffine)
        {
            Weight = RegisterParameter("weight", normalizedShape, Initializers.Ones, ParameterKind.Normalization);
        }
    }

    /// <summary>weight: [normalized shape], the scale, first 1; null without one.</summary>
    public Parameter? Weight { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.RmsNorm(_shape, Weight?.Value, _epsilon);
}
