using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Runs any and all over tensors of every element type.</summary>
internal static unsafe class TruthMap
{
    public static Tensor Run(Tensor x, ReadOnlySpan<int> axes, bool keepDim, bool all, string operation)
    {
        x.RequireAlive(operation);
        var reduced = new ReducedAxes(x.Shape, axes, keepDim, operation);
        ReducedBlocks blocks = ReducedBlocks.Of(x, reduced);
        if (blocks.Inner > 1)
        {
            // Down columns as bytes of 0 and 1, of which all is the smallest and any the largest.
            Tensor bytes = x.Detach().To(DType.Bool).To(DType.UInt8);
            Tensor fold = all
                ? ReductionMap.Fold<MinimumFold>(bytes, reduced.KeptShape, operation)
                : ReductionMap.Fold<MaximumFold>(bytes, reduced.KeptShape, operation);
            return reduced.Drop(fold.To(DType.Bool));
        }

        Tensor y = Tensor.Empty(reduced.KeptShape, blocks.KeptStrides, DType.Bool);
        switch (x.DType)
        {
            case DType.Float32:
                Run<float>(blocks, all, y);
                break;
            case DType.Float64:
                Run<double>(blocks, all, y);
                break;
            case DType.Int64:
                Run<long>(blocks, all, y);
                break;
            case DType.Int32:
                Run<int>(blocks, all, y);
                break;
            default:
                Run<byte>(blocks, all, y);
                break;
        }

        return reduced.Drop(y);
    }

    private static void Run<T>(in ReducedBlocks blocks, bool all, Tensor y)
        where T : unmanaged, INumber<T> => TruthLoop<T>.Run(blocks.Outer, blocks.Size, blocks.X.Pointer<T>(), all, y.Pointer<bool>());
}
