using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels.Convolution;

/// <summary>Random inputs for a shape, the plain double-precision results, and the comparison.</summary>
internal sealed unsafe class ConvolutionCase : IDisposable
{
    private const double DirectTolerance = 1e-5;
    private const double WinogradTolerance = 1e-4;

    /// <summary>Terms up to which the direct tolerance holds: the rounding of one long float sum grows with the root of its length.</summary>
    private const double ToleratedTerms = 2048;

    private readonly ConvShape _shape;

    public ConvolutionCase(in ConvShape shape, int seed)
    {
        _shape = shape;
        var random = new Random(seed);
        X = GuardedBuffer.Random(shape.InputLength, random);
        Dy = GuardedBuffer.Random(shape.OutputLength, random);
        Bias = GuardedBuffer.Random(shape.OutChannels, random);
        Weight = new GuardedBuffer(shape.PackedWeightLength);
        using var logical = GuardedBuffer.Random(shape.WeightLength, random);
        Hone.Kernels.Convolution.PackWeight(shape, logical.Pointer, Weight.Pointer);
    }

    public GuardedBuffer X { get; }

    public GuardedBuffer Dy { get; }

    public GuardedBuffer Bias { get; }

    public GuardedBuffer Weight { get; }

    /// <summary>Allowed difference in units of the root mean square.</summary>
    public double Tolerance(bool exact)
    {
        double terms = (double)_shape.Taps * Math.Max(_shape.GroupInChannels, _shape.GroupOutChannels);
        return exact ? DirectTolerance * Math.Sqrt(Math.Max(1, terms / ToleratedTerms)) : WinogradTolerance;
    }

    public double[] ExpectedForward(bool withBias)
    {
        var y = new double[_shape.OutputLength];
        fixed (double* x = X.ToDouble(), w = Weight.ToDouble(), b = Bias.ToDouble(), result = y)
        {
            ConvolutionPlain<double>.Forward(_shape, x, w, withBias ? b : null, result);
        }

        return y;
    }

    public double[] ExpectedBackwardData()
    {
        var dx = new double[_shape.InputLength];
        fixed (double* dy = Dy.ToDouble(), w = Weight.ToDouble(), result = dx)
        {
            ConvolutionPlain<double>.BackwardData(_shape, dy, w, result, accumulate: false);
        }

        return dx;
    }

    public double[] ExpectedBackwardWeight()
    {
        var dw = new double[_shape.PackedWeightLength];
        fixed (double* x = X.ToDouble(), dy = Dy.ToDouble(), result = dw)
        {
            ConvolutionPlain<double>.BackwardWeight(_shape, x, dy, result, accumulate: false);
        }

        return dw;
    }

    /// <summary>Largest difference in units of the expected result's root mean square; <paramref name="offset"/> is what was there before an accumulating call.</summary>
    public void AssertClose(double[] expected, GuardedBuffer actual, double tolerance, double offset, string what)
    {
        double squares = 0;
        double worst = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            squares += expected[i] * expected[i];
            double difference = Math.Abs(actual.Values[i] - offset - expected[i]);
            worst = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(worst, difference);
        }

        double rms = Math.Sqrt(squares / Math.Max(1, expected.Length));
        Assert.True(worst <= tolerance * Math.Max(rms, 0.1), $"{what} of {_shape}: largest difference {worst:E2}, root mean square {rms:E2}.");
        actual.AssertGuards();
    }

    public void Dispose()
    {
        X.Dispose();
        Dy.Dispose();
        Bias.Dispose();
        Weight.Dispose();
    }
}
