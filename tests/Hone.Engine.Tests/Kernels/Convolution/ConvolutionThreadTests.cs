using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels.Convolution;

public sealed unsafe class ConvolutionThreadTests
{
    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        ConvShape[] shapes =
        [
            ConvolutionShapes.Square(8, 16, 32, 16, 3),
            ConvolutionShapes.Square(16, 8, 16, 14, 5, stride: 2),
            ConvolutionShapes.Square(9, 128, 144, 4, 3),
            ConvolutionShapes.Square(4, 48, 48, 12, 3, groups: 48),
            ConvolutionShapes.Square(8, 3, 64, 32, 7, stride: 2),
            ConvolutionShapes.Square(32, 160, 192, 2, 3),
        ];
        int before = WorkerPool.ThreadCount;
        try
        {
            foreach (ConvShape shape in shapes)
            {
                foreach (bool exact in new[] { true, false })
                {
                    WorkerPool.SetThreadCount(1);
                    float[] one = AllPasses(shape, exact);
                    WorkerPool.SetThreadCount(3);
                    Assert.Equal(one, AllPasses(shape, exact));
                }
            }
        }
        finally
        {
            WorkerPool.SetThreadCount(before);
        }
    }

    private static float[] AllPasses(in ConvShape shape, bool exact)
    {
        using var data = new ConvolutionCase(shape, seed: 5);
        using var y = new GuardedBuffer(shape.OutputLength);
        using var dx = new GuardedBuffer(shape.InputLength);
        using var dw = new GuardedBuffer(shape.PackedWeightLength);
        using var db = new GuardedBuffer(shape.OutChannels);
        Hone.Kernels.Convolution.Forward(shape, data.X.Pointer, data.Weight.Pointer, new ConvEpilogue { Bias = data.Bias.Pointer }, y.Pointer, exact);
        Hone.Kernels.Convolution.BackwardData(shape, data.Dy.Pointer, data.Weight.Pointer, dx.Pointer, accumulate: false, exact);
        Hone.Kernels.Convolution.BackwardWeight(shape, data.X.Pointer, data.Dy.Pointer, dw.Pointer, accumulate: false, exact);
        Hone.Kernels.Convolution.BackwardBias(shape, data.Dy.Pointer, db.Pointer, accumulate: false);
        return [.. y.Values, .. dx.Values, .. dw.Values, .. db.Values];
    }
}
