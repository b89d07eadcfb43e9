namespace Hone.Nn;

/// <summary>A rectifier whose output is brought to mean 0: y = min(max(x, leak x) - shift, most).</summary>
/// <remarks>
/// The <c>GeneralRelu</c> of fastai's course (miniai, <c>11_initializing</c>): with a leak of 0.1 and a shift of 0.4 the outputs of normal inputs have mean about 0, so that
/// deep nets train without normalizations. Its weights begin by <see cref="Initializers.KaimingNormal"/> with the leak as slope. Shapes: x <c>[...]</c>, y like x.
/// </remarks>
public sealed class GeneralRelu : Module
{
    private readonly GeneralReluOptions _options;

    /// <summary>Makes the layer.</summary>
    /// <param name="options">The course's numbers unless told.</param>
    /// <exception cref="HoneException">A number is not finite.</exception>
    public GeneralRelu(GeneralReluOptions? options = null)
    {
        _options = options ?? new GeneralReluOptions();
        if (!double.IsFinite(_options.Leak) || !double.IsFinite(_options.Shift) || double.IsNaN(_options.Most ?? 0))
        {
            throw new HoneException("Finite numbers.", $"leak {_options.Leak}, shift {_options.Shift}, most {_options.Most}", nameof(GeneralRelu), "leave Most null for no limit");
        }

        Config = new GeneralReluConfig(_options);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor y = _options.Leak == 0 ? x.Relu() : x.LeakyRelu(_options.Leak);
        Tensor shifted = _options.Shift == 0 ? y : y - _options.Shift;
        return _options.Most is { } most ? shifted.Clamp(double.MinValue, most) : shifted;
    }
}
