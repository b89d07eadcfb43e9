using System.Runtime.Intrinsics;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels.Convolution;

/// <summary>Calls the passes compiled for one register size.</summary>
internal static unsafe class ConvolutionCalls
{
    public static void Forward(RegisterSize size, in ConvShape s, float* x, float* w, in ConvEpilogue epilogue, float* y, bool exact, float* preparedWeights = null)
    {
        switch (size)
        {
            case RegisterSize.Bits128:
                ConvolutionPasses<Policy128, Vector128<float>>.Forward(s, x, w, epilogue, y, exact, preparedWeights);
                break;
            case RegisterSize.Bits256:
                ConvolutionPasses<Policy256, Vector256<float>>.Forward(s, x, w, epilogue, y, exact, preparedWeights);
                break;
            default:
                ConvolutionPasses<Policy512, Vector512<float>>.Forward(s, x, w, epilogue, y, exact, preparedWeights);
                break;
        }
    }

    public static void TransformWeights(RegisterSize size, in ConvShape s, float* w, float* transformed)
    {
        switch (size)
        {
            case RegisterSize.Bits128:
                ConvolutionPasses<Policy128, Vector128<float>>.TransformWeights(s, w, transformed);
                break;
            case RegisterSize.Bits256:
                ConvolutionPasses<Policy256, Vector256<float>>.TransformWeights(s, w, transformed);
                break;
            default:
                ConvolutionPasses<Policy512, Vector512<float>>.TransformWeights(s, w, transformed);
                break;
        }
    }

    public static void BackwardData(RegisterSize size, in ConvShape s, float* dy, float* w, float* dx, bool accumulate, bool exact)
    {
        switch (size)
        {
            case RegisterSize.Bits128:
                ConvolutionPasses<Policy128, Vector128<float>>.BackwardData(s, dy, w, dx, accumulate, exact);
                break;
            case RegisterSize.Bits256:
                ConvolutionPasses<Policy256, Vector256<float>>.BackwardData(s, dy, w, dx, accumulate, exact);
                break;
            default:
                ConvolutionPasses<Policy512, Vector512<float>>.BackwardData(s, dy, w, dx, accumulate, exact);
                break;
        }
    }

    public static void BackwardWeight(RegisterSize size, in ConvShape s, float* x, float* dy, float* dw, bool accumulate, bool exact)
    {
        switch (size)
        {
            case RegisterSize.Bits128:
                ConvolutionPasses<Policy128, Vector128<float>>.BackwardWeight(s, x, dy, dw, accumulate, exact);
                break;
            case RegisterSize.Bits256:
                ConvolutionPasses<Policy256, Vector256<float>>.BackwardWeight(s, x, dy, dw, accumulate, exact);
                break;
            default:
                ConvolutionPasses<Policy512, Vector512<float>>.BackwardWeight(s, x, dy, dw, accumulate, exact);
                break;
        }
    }
}
