using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Gives the tensors and tables of a resize to the kernel.</summary>
internal static unsafe class ResizePass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y (+)= the map of both axes over x; both lie channels-last.</summary>
    public static void Run(Tensor x, ResizeAxis rows, ResizeAxis columns, Tensor y, bool accumulate)
    {
        T[] rowWeights = rows.WeightsOf<T>();
        T[] columnWeights = columns.WeightsOf<T>();
        fixed (int* rowFirst = rows.First, rowOffset = rows.Offset, columnFirst = columns.First, columnOffset = columns.Offset)
        fixed (T* rowWeight = rowWeights, columnWeight = columnWeights)
        {
            var problem = new ResizeProblem<T>
            {
                Batch = x.Shape[0],
                Channels = x.Shape[1],
                InHeight = rows.InputSize,
                InWidth = columns.InputSize,
                OutHeight = rows.OutputSize,
                OutWidth = columns.OutputSize,
                Accumulate = accumulate,
                X = x.Pointer<T>(),
                Y = y.Pointer<T>(),
                RowFirst = rowFirst,
                RowOffset = rowOffset,
                RowWeights = rowWeight,
                ColumnFirst = columnFirst,
                ColumnOffset = columnOffset,
                ColumnWeights = columnWeight,
            };
            Resize<T>.Run(ref problem);
        }
    }
}
