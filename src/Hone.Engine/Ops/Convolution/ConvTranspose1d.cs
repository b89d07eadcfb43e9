namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The transposed 1-d convolution, which makes sequences longer: every input adds a kernel to the output.</summary>
    /// <remarks>
    /// y[n, k, i stride + a dilation - padding] += weight[c, k, a] x[n, c, i], beginning from bias[k]. Out = (in - 1) stride - 2 padding + dilation
    /// (kernel - 1) + output padding + 1. PyTorch's <c>F.conv_transpose1d</c>, as a <see cref="ConvTranspose2d"/> of images that are one pixel high;
    /// the output padding stays below the stride.
    /// </remarks>
    /// <param name="x">x: [batch, in, length]</param>
    /// <param name="weight">weight: [in, out / groups, kernel]</param>
    /// <param name="bias">bias: [out], or null for none.</param>
    /// <param name="options">Stride, padding, output padding, dilation and groups; null stands for stride 1 without padding.</param>
    /// <returns>y: [batch, out, out length]</returns>
    /// <exception cref="ShapeException">The sizes do not fit together, or nothing is left of the output.</exception>
    /// <exception cref="HoneException">The element types differ, or are not floating point.</exception>
    public static Tensor ConvTranspose1d(this Tensor x, Tensor weight, Tensor? bias = null, ConvTranspose1dOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        options ??= new ConvTranspose1dOptions();
        if (x.Rank != 3 || weight.Rank != 3)
        {
            throw new ShapeException(
                "ConvTranspose1d needs x: [batch, in, length] and weight: [in, out / groups, kernel].",
                $"x {x.Shape}, weight {weight.Shape}",
                nameof(ConvTranspose1d),
                "add the missing axis with Unsqueeze, or use ConvTranspose2d for images");
        }

        var image = new ConvTranspose2dOptions
        {
            Stride = (1, options.Stride),
            Padding = (0, options.Padding),
            OutputPadding = (0, options.OutputPadding),
            Dilation = (1, options.Dilation),
            Groups = options.Groups,
        };
        Tensor high = x.Unsqueeze(2); // [batch, in, 1, length]
        Tensor kernel = weight.Unsqueeze(2); // [in, out / groups, 1, kernel]
        Ops.ConvTranspose2d.Sizes(high, kernel, bias, image, nameof(ConvTranspose1d));
        return high.ConvTranspose2d(kernel, bias, image).Squeeze(2);
    }
}
