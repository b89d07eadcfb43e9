namespace Hone.Nn;

/// <summary>Convolution kernels that hand the input channels on; rows beyond them are filled by another rule.</summary>
internal sealed class DiracInitializer(Initializer rest) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream stream)
    {
        if (shape.Rank < 3)
        {
            throw new ShapeException("Dirac fills convolution weights, [out, in, kernel...].", $"shape {shape}", "Initialize", "use it for a convolution");
        }

        rest.Fill(values, shape, stream);
        int channels = Math.Min(shape[0], shape[1]);
        int kernel = shape.AsSpan()[2..].ToArray().Aggregate(1, (product, size) => product * size);
        int row = shape[1] * kernel;
        values[..(channels * row)].Clear();
        for (int channel = 0; channel < channels; channel++)
        {
            values[(channel * row) + (channel * kernel) + Center(shape)] = 1;
        }
    }

    /// <summary>Row-major position of the middle of a kernel: half of each size, rounded down.</summary>
    private static int Center(Shape shape)
    {
        int position = 0;
        for (int axis = 2; axis < shape.Rank; axis++)
        {
            position = (position * shape[axis]) + (shape[axis] / 2);
        }

        return position;
    }
}
