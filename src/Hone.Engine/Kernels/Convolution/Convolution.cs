using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// 2-d convolution of channels-last float32 activations with packed weights, and its gradients. Picks the widest register the
/// machine has; results are the same bits for any number of threads.
/// </summary>
/// <remarks>
/// `exact` keeps to the direct sum. Without it, 3x3 convolutions of stride 1 and, along the height, 7x7 convolutions of stride 2
/// over few channels may use Winograd's algorithm, whose rounding error is 2 to 5 times larger (still near 1e-6 of the output's root
/// mean square).
/// </remarks>
internal static unsafe class Convolution
{
    /// <summary>y = epilogue(x * w).</summary>
    /// <param name="s">Sizes.</param>
    /// <param name="x">Input.</param>
    /// <param name="packedWeight">Packed weights.</param>
    /// <param name="epilogue">Bias, residual, ReLU, or nothing.</param>
    /// <param name="y">Output.</param>
    /// <param name="exact">Whether to keep to the direct sum.</param>
    /// <param name="preparedWeights">What <see cref="TransformWeights"/> made of the same weights; null to make it where it is needed.</param>
    public static void Forward(in ConvShape s, float* x, float* packedWeight, in ConvEpilogue epilogue, float* y, bool exact, float* preparedWeights = null)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ConvolutionPasses<Policy512, Vector512<float>>.Forward(s, x, packedWeight, epilogue, y, exact, preparedWeights);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ConvolutionPasses<Policy256, Vector256<float>>.Forward(s, x, packedWeight, epilogue, y, exact, preparedWeights);
        }
        else
        {
            ConvolutionPasses<Policy128, Vector128<float>>.Forward(s, x, packedWeight, epilogue, y, exact, preparedWeights);
        }
    }

    /// <summary>The form of the weights that serves a forward pass of this shape best when it is made once for many passes.</summary>
    public static PreparedForm PreparedForm(in ConvShape s) =>
        QuadMap.Suits(s) ? Kernels.PreparedForm.Quad : WinogradGrid.Suits(s, prepared: true) ? Kernels.PreparedForm.Winograd : Kernels.PreparedForm.None;

    /// <summary>Floats of the weights in the shape's <see cref="PreparedForm"/>.</summary>
    public static nint PreparedLength(in ConvShape s) => QuadMap.Suits(s) ? QuadMap.WeightLength(s) : WinogradGrid.WeightLength(s);

    /// <summary>The weights of a forward pass in the shape's <see cref="PreparedForm"/>.</summary>
    public static void TransformWeights(in ConvShape s, float* packedWeight, float* transformed)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ConvolutionPasses<Policy512, Vector512<float>>.TransformWeights(s, packedWeight, transformed);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ConvolutionPasses<Policy256, Vector256<float>>.TransformWeights(s, packedWeight, transformed);
        }
        else
        {
            ConvolutionPasses<Policy128, Vector128<float>>.TransformWeights(s, packedWeight, transformed);
        }
    }

    /// <summary>The gradient of the input: dx (+)= dy * w, transposed.</summary>
    public static void BackwardData(in ConvShape s, float* dy, float* packedWeight, float* dx, bool accumulate, bool exact)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ConvolutionPasses<Policy512, Vector512<float>>.BackwardData(s, dy, packedWeight, dx, accumulate, exact);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ConvolutionPasses<Policy256, Vector256<float>>.BackwardData(s, dy, packedWeight, dx, accumulate, exact);
        }
        else
        {
            ConvolutionPasses<Policy128, Vector128<float>>.BackwardData(s, dy, packedWeight, dx, accumulate, exact);
        }
    }

    /// <summary>The gradient of the weights, in their packed layout; padding lanes are written as zero.</summary>
    public static void BackwardWeight(in ConvShape s, float* x, float* dy, float* packedDw, bool accumulate, bool exact)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ConvolutionPasses<Policy512, Vector512<float>>.BackwardWeight(s, x, dy, packedDw, accumulate, exact);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ConvolutionPasses<Policy256, Vector256<float>>.BackwardWeight(s, x, dy, packedDw, accumulate, exact);
        }
        else
        {
            ConvolutionPasses<Policy128, Vector128<float>>.BackwardWeight(s, x, dy, packedDw, accumulate, exact);
        }
    }

    /// <summary>The gradient of the bias: db[k] (+)= sum over pixels of dy[pixel, k].</summary>
    public static void BackwardBias(in ConvShape s, float* dy, float* db, bool accumulate) =>
        BiasGradient.Run(dy, (nint)s.Batch * s.OutHeight * s.OutWidth, s.OutChannels, db, accumulate);

    /// <summary>Logical weights `[K, C/groups, kh, kw]` to packed ones.</summary>
    public static void PackWeight<T>(in ConvShape s, T* logical, T* packed)
        where T : unmanaged => WeightLayout.Pack(s, logical, packed);

    /// <summary>Packed weights to logical ones `[K, C/groups, kh, kw]`.</summary>
    public static void UnpackWeight<T>(in ConvShape s, T* packed, T* logical)
        where T : unmanaged => WeightLayout.Unpack(s, packed, logical);
}
