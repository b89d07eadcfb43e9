using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Gives adaptive maximum pooling's tensors to the kernel.</summary>
internal static unsafe class AdaptiveMaximumPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Forward(Tensor x, Tensor y, Tensor? pixels)
    {
        AdaptivePoolProblem<T> problem = Problem(x.Shape, new Size2d(y.Shape[2], y.Shape[3]));
        problem.Input = x.Pointer<T>();
        problem.Output = y.Pointer<T>();
        problem.Pixels = pixels is null ? null : pixels.Pointer<int>();
        AdaptiveMaximumPool<T>.Forward(ref problem);
    }

    public static void Backward(Tensor dy, Tensor dx, Tensor pixels, Size2d size, bool accumulate)
    {
        AdaptivePoolProblem<T> problem = Problem(dx.Shape, size);
        problem.Input = dx.Pointer<T>();
        problem.Output = dy.Pointer<T>();
        problem.Pixels = pixels.Pointer<int>();
        problem.Accumulate = accumulate;
        AdaptiveMaximumPool<T>.Backward(ref problem);
    }

    private static AdaptivePoolProblem<T> Problem(Shape input, Size2d size) => new()
    {
        Batch = input[0],
        Channels = input[1],
        InHeight = input[2],
        InWidth = input[3],
        OutHeight = size.Height,
        OutWidth = size.Width,
    };
}
