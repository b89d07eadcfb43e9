using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Gives the tensors of a grid sampling to the kernel.</summary>
internal static unsafe class GridPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Forward(Tensor x, Tensor grid, Tensor y, GridSampleOptions options)
    {
        GridProblem<T> problem = Problem(x.Shape, grid, options);
        problem.X = x.Pointer<T>();
        problem.Y = y.Pointer<T>();
        GridSampler<T>.Forward(ref problem);
    }

    public static void ImageBackward(Shape shape, Tensor grid, Tensor dy, Tensor dx, GridSampleOptions options, bool accumulate)
    {
        GridProblem<T> problem = Problem(shape, grid, options);
        problem.Dy = dy.Pointer<T>();
        problem.Dx = dx.Pointer<T>();
        problem.Accumulate = accumulate;
        GridSampler<T>.ImageBackward(ref problem);
    }

    public static void GridBackward(Tensor x, Tensor grid, Tensor dy, Tensor dGrid, GridSampleOptions options, bool accumulate)
    {
        GridProblem<T> problem = Problem(x.Shape, grid, options);
        problem.X = x.Pointer<T>();
        problem.Dy = dy.Pointer<T>();
        problem.DGrid = dGrid.Pointer<T>();
        problem.Accumulate = accumulate;
        GridSampler<T>.GridBackward(ref problem);
    }

    private static GridProblem<T> Problem(Shape x, Tensor grid, GridSampleOptions options) => new()
    {
        Batch = x[0],
        Channels = x[1],
        InHeight = x[2],
        InWidth = x[3],
        OutHeight = grid.Shape[1],
        OutWidth = grid.Shape[2],
        Mode = options.Mode,
        Padding = options.Padding,
        AlignCorners = options.AlignCorners,
        Grid = grid.Pointer<T>(),
    };
}
