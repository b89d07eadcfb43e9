namespace Hone.Nn;

/// <summary>Gives the scale^2 output channels that a pixel shuffle joins into one the same weights.</summary>
internal sealed class IcnrInitializer(int scale, Initializer inner) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream stream)
    {
        int copies = scale * scale;
        if (shape.Rank < 2 || shape[0] % copies != 0)
        {
            throw new ShapeException(
                $"ICNR with scale {scale} fills convolution weights with a multiple of {copies} output channels.",
                $"{(shape.Rank == 0 ? 1 : shape[0])} at axis 0 of shape {shape}",
                "Initialize",
                "give the convolution out * scale^2 channels");
        }

        int[] sizes = shape.ToArray();
        sizes[0] /= copies;
        var small = Shape.Create(sizes); // [out / scale^2, in, ...]
        var kernels = new float[small.ElementCount];
        inner.Fill(kernels, small, stream);
        int length = shape[0] == 0 ? 0 : shape.ElementCount / shape[0];
        for (int channel = 0; channel < shape[0]; channel++)
        {
            kernels.AsSpan(channel / copies * length, length).CopyTo(values.Slice(channel * length, length));
        }
    }
}
