using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels.Convolution;

[ChecksKernel(
    typeof(BatchConvolution<,>), typeof(BatchRowKernel), typeof(BatchTaps), typeof(BiasGradient),
    typeof(Hone.Kernels.Convolution), typeof(ConvolutionPasses<,>), typeof(ConvolutionPlain<>), typeof(DepthwiseConvolution<,>),
    typeof(DepthwiseWeightGradient<,>), typeof(DirectConvolution<,>), typeof(DirectStrip<,>), typeof(DirectTiles), typeof(EpilogueVectors<,>),
    typeof(LaneInputGradient<,>), typeof(LaneTranspose), typeof(LineWeightGradient<,>), typeof(NarrowBatchRowKernel), typeof(NarrowPackedKernel), typeof(NarrowRowKernel), typeof(OutputVectors<,>),
    typeof(PanelPacking), typeof(PartialSums), typeof(PixelPairs), typeof(QuadConvolution<,>), typeof(QuadFilter<,>), typeof(QuadInput<,>), typeof(QuadWeightGradient<,>), typeof(RowCopy), typeof(StemConvolution<,>), typeof(StemFilter<,>),
    typeof(WeightGradient<,>), typeof(WeightGradientSegments), typeof(WeightLayout), typeof(WinogradConvolution<,>),
    typeof(WinogradFilter<,>), typeof(WinogradProduct<,>), typeof(WinogradTiles<,>), typeof(WinogradTransforms<,>),
    typeof(WinogradWeightGradient<,>))]
public sealed unsafe class ConvolutionTests
{
    private const float Before = 0.5f;

    private static readonly (RegisterSize Size, bool Exact)[] Ways =
    [
        .. from exact in new[] { true, false }
           from size in TestedRegisters.Sizes
           select (size, exact),
    ];

    [Fact]
    public void Forward_agrees_with_the_plain_loops_for_every_shape()
    {
        foreach (ConvShape shape in ConvolutionShapes.All)
        {
            using var data = new ConvolutionCase(shape, seed: 1);
            foreach (bool withBias in new[] { false, true })
            {
                double[] expected = data.ExpectedForward(withBias);
                foreach ((RegisterSize size, bool exact) in Ways)
                {
                    using var y = new GuardedBuffer(shape.OutputLength);
                    ConvolutionCalls.Forward(size, shape, data.X.Pointer, data.Weight.Pointer, new ConvEpilogue { Bias = withBias ? data.Bias.Pointer : null }, y.Pointer, exact);
                    data.AssertClose(expected, y, data.Tolerance(exact), 0, $"Forward {size}");
                }
            }
        }
    }

    [Fact]
    public void A_residual_and_a_relu_behind_the_bias_agree_with_the_plain_loops_for_every_shape()
    {
        foreach (ConvShape shape in ConvolutionShapes.All)
        {
            using var data = new ConvolutionCase(shape, seed: 4);
            double[] residual = data.Dy.ToDouble();
            double[] sums = data.ExpectedForward(withBias: true);
            foreach (bool withResidual in new[] { false, true })
            {
                double[] expected = [.. sums.Zip(residual, (sum, added) => Math.Max(0, withResidual ? sum + added : sum))];
                var epilogue = new ConvEpilogue { Bias = data.Bias.Pointer, Residual = withResidual ? data.Dy.Pointer : null, Relu = true };
                foreach ((RegisterSize size, bool exact) in Ways)
                {
                    using var y = new GuardedBuffer(shape.OutputLength);
                    ConvolutionCalls.Forward(size, shape, data.X.Pointer, data.Weight.Pointer, epilogue, y.Pointer, exact);
                    data.AssertClose(expected, y, 2 * data.Tolerance(exact), 0, $"Forward with epilogue {size}");
                }
            }
        }
    }

    [Fact]
    public void Weights_that_were_transformed_once_give_the_bits_of_those_transformed_in_the_pass()
    {
        ConvShape shape = ConvolutionShapes.Square(8, 32, 32, 15, 3);
        Assert.Equal(PreparedForm.Winograd, Hone.Kernels.Convolution.PreparedForm(shape));
        using var data = new ConvolutionCase(shape, seed: 5);
        using var transformed = new GuardedBuffer(WinogradGrid.WeightLength(shape));
        using var first = new GuardedBuffer(shape.OutputLength);
        using var second = new GuardedBuffer(shape.OutputLength);
        Hone.Kernels.Convolution.TransformWeights(shape, data.Weight.Pointer, transformed.Pointer);
        Hone.Kernels.Convolution.Forward(shape, data.X.Pointer, data.Weight.Pointer, default, first.Pointer, exact: false);
        Hone.Kernels.Convolution.Forward(shape, data.X.Pointer, data.Weight.Pointer, default, second.Pointer, exact: false, transformed.Pointer);
        Assert.Equal(first.Values.ToArray(), second.Values.ToArray());
    }

    [Fact]
    public void Prepared_weights_of_maps_of_two_by_two_pixels_agree_with_the_plain_loops()
    {
        foreach (ConvShape shape in ConvolutionShapes.Quads)
        {
            Assert.Equal(PreparedForm.Quad, Hone.Kernels.Convolution.PreparedForm(shape));
            using var data = new ConvolutionCase(shape, seed: 6);
            double[] residual = data.Dy.ToDouble();
            double[] expected = [.. data.ExpectedForward(withBias: true).Zip(residual, (sum, added) => Math.Max(0, sum + added))];
            var epilogue = new ConvEpilogue { Bias = data.Bias.Pointer, Residual = data.Dy.Pointer, Relu = true };
            foreach (RegisterSize size in TestedRegisters.Sizes)
            {
                using var transformed = new GuardedBuffer(Hone.Kernels.Convolution.PreparedLength(shape));
                using var y = new GuardedBuffer(shape.OutputLength);
                ConvolutionCalls.TransformWeights(size, shape, data.Weight.Pointer, transformed.Pointer);
                transformed.AssertGuards();
                ConvolutionCalls.Forward(size, shape, data.X.Pointer, data.Weight.Pointer, epilogue, y.Pointer, exact: false, transformed.Pointer);
                data.AssertClose(expected, y, 2 * data.Tolerance(exact: false), 0, $"Forward with prepared weights {size}");
            }
        }
    }

    [Fact]
    public void Gradient_of_the_input_agrees_with_the_plain_loops_and_accumulates()
    {
        foreach (ConvShape shape in ConvolutionShapes.All)
        {
            using var data = new ConvolutionCase(shape, seed: 2);
            double[] expected = data.ExpectedBackwardData();
            foreach ((RegisterSize size, bool exact) in Ways)
            {
                // The exact call adds, the other overwrites, in turn.
                bool accumulate = exact == (shape.Batch % 2 == 0);
                using GuardedBuffer dx = Destination(shape.InputLength, accumulate);
                ConvolutionCalls.BackwardData(size, shape, data.Dy.Pointer, data.Weight.Pointer, dx.Pointer, accumulate, exact);
                data.AssertClose(expected, dx, data.Tolerance(exact), accumulate ? Before : 0, $"BackwardData {size}");
            }
        }
    }

    [Fact]
    public void Maps_of_two_by_two_pixels_take_nine_products_where_the_images_repay_them_and_exactness_is_not_asked_for()
    {
        foreach (RegisterSize size in TestedRegisters.Sizes)
        {
            Assert.False(ExactChangesForward(size, batch: 11));
            Assert.True(ExactChangesForward(size, batch: 12));
            Assert.False(ExactChangesBackwardData(size, batch: 1));
            Assert.True(ExactChangesBackwardData(size, batch: 2));
            Assert.False(ExactChangesBackwardWeight(size, batch: 15));
            Assert.True(ExactChangesBackwardWeight(size, batch: 16));
        }
    }

    [Fact]
    public void Gradient_of_the_weights_agrees_with_the_plain_loops_and_keeps_padding_lanes_zero()
    {
        foreach (ConvShape shape in ConvolutionShapes.All)
        {
            using var data = new ConvolutionCase(shape, seed: 3);
            double[] expected = data.ExpectedBackwardWeight();
            foreach ((RegisterSize size, bool exact) in Ways)
            {
                bool accumulate = exact == (shape.Batch % 2 == 0);
                using GuardedBuffer dw = Destination(shape.PackedWeightLength, accumulate);
                if (accumulate)
                {
                    // Padding lanes start as the zeros that every gradient buffer holds there.
                    WeightLayout.ClearPaddingLanes(shape, dw.Pointer);
                }

                double[] before = dw.ToDouble();
                ConvolutionCalls.BackwardWeight(size, shape, data.X.Pointer, data.Dy.Pointer, dw.Pointer, accumulate, exact);
                double[] wanted = accumulate ? [.. expected.Zip(before, (gradient, start) => gradient + start)] : expected;
                data.AssertClose(wanted, dw, data.Tolerance(exact), 0, $"BackwardWeight {size}");
                AssertPaddingLanesAreZero(shape, dw);
            }
        }
    }

    [Fact]
    public void Gradient_of_the_bias_is_the_sum_over_pixels()
    {
        foreach (ConvShape shape in ConvolutionShapes.All)
        {
            using var data = new ConvolutionCase(shape, seed: 4);
            var expected = new double[shape.OutChannels];
            fixed (double* dy = data.Dy.ToDouble(), db = expected)
            {
                ConvolutionPlain<double>.BackwardBias(shape, dy, db, accumulate: false);
            }

            foreach (bool accumulate in new[] { false, true })
            {
                using GuardedBuffer db = Destination(shape.OutChannels, accumulate);
                Hone.Kernels.Convolution.BackwardBias(shape, data.Dy.Pointer, db.Pointer, accumulate);
                data.AssertClose(expected, db, 1e-5, accumulate ? Before : 0, "BackwardBias");
            }
        }
    }

    [Fact]
    public void Packed_weights_stand_where_the_shape_says_pad_with_zero_and_unpack_to_what_was_packed()
    {
        // Groups and a panel that is not full; enough weights for all threads, with and without such a panel.
        foreach (ConvShape shape in (ConvShape[])[ConvolutionShapes.Square(1, 6, 21, 5, 3, groups: 3), ConvolutionShapes.Square(1, 70, 80, 5, 3), ConvolutionShapes.Square(1, 70, 83, 5, 3)])
        {
            var logical = new double[shape.WeightLength];
            for (int i = 0; i < logical.Length; i++)
            {
                logical[i] = i + 1;
            }

            double[] packed = [.. Enumerable.Repeat(-1.0, (int)shape.PackedWeightLength)];
            var back = new double[shape.WeightLength];
            fixed (double* source = logical, middle = packed, result = back)
            {
                Hone.Kernels.Convolution.PackWeight(shape, source, middle);
                Hone.Kernels.Convolution.UnpackWeight(shape, middle, result);
            }

            Assert.Equal(logical, back);
            var expected = new double[shape.PackedWeightLength];
            for (int i = 0; i < logical.Length; i++)
            {
                int filter = shape.GroupInChannels * shape.Taps;
                expected[shape.PackedIndex(i / filter, i % filter / shape.Taps, i % shape.Taps)] = logical[i];
            }

            Assert.Equal(expected, packed);
        }
    }

    [Fact]
    public void An_empty_batch_gives_a_zero_weight_gradient()
    {
        ConvShape shape = ConvolutionShapes.Square(0, 3, 5, 6, 3);
        using var dw = new GuardedBuffer(shape.PackedWeightLength);
        Hone.Kernels.Convolution.BackwardWeight(shape, null, null, dw.Pointer, accumulate: false, exact: false);
        Assert.All(dw.Values.ToArray(), value => Assert.Equal(0f, value));
    }

    /// <summary>Whether the direct sum and the other algorithm differ in their rounding, which tells that there is another.</summary>
    private static bool ExactChangesForward(RegisterSize size, int batch)
    {
        ConvShape shape = ConvolutionShapes.Square(batch, 48, 80, 2, 3);
        using var data = new ConvolutionCase(shape, seed: 7);
        using var exact = new GuardedBuffer(shape.OutputLength);
        using var other = new GuardedBuffer(shape.OutputLength);
        ConvolutionCalls.Forward(size, shape, data.X.Pointer, data.Weight.Pointer, default, exact.Pointer, exact: true);
        ConvolutionCalls.Forward(size, shape, data.X.Pointer, data.Weight.Pointer, default, other.Pointer, exact: false);
        return !exact.Values.SequenceEqual(other.Values);
    }

    private static bool ExactChangesBackwardData(RegisterSize size, int batch)
    {
        ConvShape shape = ConvolutionShapes.Square(batch, 48, 80, 2, 3);
        using var data = new ConvolutionCase(shape, seed: 7);
        using var exact = new GuardedBuffer(shape.InputLength);
        using var other = new GuardedBuffer(shape.InputLength);
        ConvolutionCalls.BackwardData(size, shape, data.Dy.Pointer, data.Weight.Pointer, exact.Pointer, accumulate: false, exact: true);
        ConvolutionCalls.BackwardData(size, shape, data.Dy.Pointer, data.Weight.Pointer, other.Pointer, accumulate: false, exact: false);
        return !exact.Values.SequenceEqual(other.Values);
    }

    private static bool ExactChangesBackwardWeight(RegisterSize size, int batch)
    {
        ConvShape shape = ConvolutionShapes.Square(batch, 48, 80, 2, 3);
        using var data = new ConvolutionCase(shape, seed: 7);
        using var exact = new GuardedBuffer(shape.PackedWeightLength);
        using var other = new GuardedBuffer(shape.PackedWeightLength);
        ConvolutionCalls.BackwardWeight(size, shape, data.X.Pointer, data.Dy.Pointer, exact.Pointer, accumulate: false, exact: true);
        ConvolutionCalls.BackwardWeight(size, shape, data.X.Pointer, data.Dy.Pointer, other.Pointer, accumulate: false, exact: false);
        return !exact.Values.SequenceEqual(other.Values);
    }

    private static GuardedBuffer Destination(nint length, bool accumulate)
    {
        var buffer = new GuardedBuffer(length);
        if (accumulate)
        {
            buffer.Values.Fill(Before);
        }

        return buffer;
    }

    private static void AssertPaddingLanesAreZero(in ConvShape shape, GuardedBuffer packed)
    {
        for (int row = 0; row < shape.Taps * shape.GroupInChannels; row++)
        {
            for (int k = shape.OutChannels; k < shape.WeightPanels * ConvShape.PanelWidth; k++)
            {
                nint index = ((((nint)(k / ConvShape.PanelWidth) * shape.Taps * shape.GroupInChannels) + row) * ConvShape.PanelWidth) + (k % ConvShape.PanelWidth);
                Assert.Equal(0f, packed.Values[(int)index]);
            }
        }
    }
}
