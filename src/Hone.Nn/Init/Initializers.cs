namespace Hone.Nn;

/// <summary>The usual rules for first values; PyTorch's <c>nn.init</c>.</summary>
public static class Initializers
{
    /// <summary>All zeros.</summary>
    public static Initializer Zeros { get; } = Constant(0);

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = Constant(1);

    /// <summary>One value everywhere.</summary>
    /// <param name="value">The value.</param>
    public static Initializer Constant(double value) => new ConstantInitializer((float)value);

    /// <summary>Uniform in [-bound, bound).</summary>
    /// <param name="bound">Half of the width.</param>
    public static Initializer Uniform(double bound) => new UniformInitializer(_ => bound);

    /// <summary>Normal with mean 0.</summary>
    /// <param name="standardDeviation">Standard deviation.</param>
    public static Initializer Normal(double standardDeviation) => new NormalInitializer(_ => standardDeviation);

    /// <summary>Normal with mean 0 whose numbers beyond two standard deviations are folded back: each is replaced by its remainder after division by two.</summary>
    /// <remarks>fastai's <c>trunc_normal_</c>, which its embeddings use with 0.01; a folded number lands near zero, not near the border.</remarks>
    /// <param name="standardDeviation">Standard deviation before folding.</param>
    public static Initializer TruncatedNormal(double standardDeviation) => new TruncatedNormalInitializer((float)standardDeviation);

    /// <summary>Uniform in plus or minus gain * sqrt(3 / fan), gain = sqrt(2 / (1 + a^2)) (He et al. 2015).</summary>
    /// <param name="negativeSlope">
    /// a: slope of the leaky rectifier that follows; 0 for ReLU. sqrt(5) gives 1 / sqrt(fan), the default of PyTorch's linear and
    /// convolution layers.
    /// </param>
    /// <param name="mode">Fan of the forward pass unless told, as in PyTorch.</param>
    public static Initializer KaimingUniform(double negativeSlope = 0, FanMode mode = FanMode.FanIn) =>
        new UniformInitializer(shape => Math.Sqrt(3) * KaimingDeviation(shape, negativeSlope, mode));

    /// <summary>Normal with standard deviation gain / sqrt(fan), gain = sqrt(2 / (1 + a^2)) (He et al. 2015).</summary>
    /// <inheritdoc cref="KaimingUniform" path="/param"/>
    public static Initializer KaimingNormal(double negativeSlope = 0, FanMode mode = FanMode.FanIn) =>
        new NormalInitializer(shape => KaimingDeviation(shape, negativeSlope, mode));

    /// <summary>Uniform in plus or minus gain * sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio 2010).</summary>
    /// <param name="gain">1 for linear and sigmoid, 5/3 for tanh.</param>
    public static Initializer XavierUniform(double gain = 1) => new UniformInitializer(shape => Math.Sqrt(3) * XavierDeviation(shape, gain));

    /// <summary>Normal with standard deviation gain * sqrt(2 / (fanIn + fanOut)) (Glorot and Bengio 2010).</summary>
    /// <inheritdoc cref="XavierUniform" path="/param"/>
    public static Initializer XavierNormal(double gain = 1) => new NormalInitializer(shape => XavierDeviation(shape, gain));

    /// <summary>For a convolution that begins by handing its input on: kernel i of the first min(out, in) has a 1 in the middle of channel i and zeros elsewhere.</summary>
    /// <remarks>
    /// PyTorch's <c>dirac_</c>, in one group; the middle is size / 2, rounded down. Difference: rows beyond the input channels are filled by
    /// <paramref name="rest"/> instead of zeros, as Jordan (2024) fills them; pass <see cref="Zeros"/> for PyTorch's.
    /// </remarks>
    /// <param name="rest">The rule for the other rows; null stands for PyTorch's default for convolutions, <see cref="KaimingUniform"/> with slope sqrt(5).</param>
    public static Initializer Dirac(Initializer? rest = null) => new DiracInitializer(rest ?? KaimingUniform(Math.Sqrt(5)));

    /// <summary>For the convolution before a pixel shuffle: the scale^2 channels that become one channel begin with the same weights (Aitken et al. 2017).</summary>
    /// <remarks>The enlargement begins as that of nearest neighbours, without a checkerboard pattern. fastai's <c>icnr_init</c>.</remarks>
    /// <param name="scale">Factor of the pixel shuffle.</param>
    /// <param name="inner">The rule for the weights of one channel; null stands for <see cref="KaimingNormal"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is below 1.</exception>
    public static Initializer Icnr(int scale = 2, Initializer? inner = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        return new IcnrInitializer(scale, inner ?? KaimingNormal());
    }

    /// <summary>Inputs of one output unit: in * kernel height * kernel width.</summary>
    internal static int FanIn(Shape shape) => shape[0] == 0 ? 0 : shape.ElementCount / shape[0];

    /// <summary>Outputs of one input unit: out * kernel height * kernel width.</summary>
    internal static int FanOut(Shape shape) => shape[1] == 0 ? 0 : shape.ElementCount / shape[1];

    private static double KaimingDeviation(Shape shape, double negativeSlope, FanMode mode)
    {
        RequireMatrix(shape);
        double gain = Math.Sqrt(2 / (1 + (negativeSlope * negativeSlope)));
        return gain / Math.Sqrt(Math.Max(1, mode == FanMode.FanIn ? FanIn(shape) : FanOut(shape)));
    }

    private static double XavierDeviation(Shape shape, double gain)
    {
        RequireMatrix(shape);
        return gain * Math.Sqrt(2.0 / Math.Max(1, FanIn(shape) + FanOut(shape)));
    }

    private static void RequireMatrix(Shape shape)
    {
        if (shape.Rank < 2)
        {
            throw new ShapeException(
                "Kaiming and Xavier initialization count the fans of a weight with two axes or more.",
                $"shape {shape}",
                "Initialize",
                "use Zeros, Constant, Uniform or Normal for a parameter with fewer axes");
        }
    }
}
