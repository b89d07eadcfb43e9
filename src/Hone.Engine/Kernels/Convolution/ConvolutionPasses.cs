using Hone.Memory;

namespace Hone.Kernels;

/// <summary>The three passes for one register size: picks the algorithm by shape and takes groups one at a time.</summary>
internal static unsafe class ConvolutionPasses<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    public static void Forward(in ConvShape s, float* x, float* packedWeight, in ConvEpilogue epilogue, float* y, bool exact, float* preparedWeights)
    {
        if (!exact && StemShape.Suits(s))
        {
            StemConvolution<TPolicy, TVector>.Run(s, x, packedWeight, epilogue, y);
            return;
        }

        bool prepared = preparedWeights != null;
        if (!exact && QuadMap.Suits(s) && (prepared || QuadMap.RepaysWeights(s)))
        {
            QuadConvolution<TPolicy, TVector>.Run(s, x, packedWeight, preparedWeights, epilogue, y);
            return;
        }

        if (!exact && WinogradGrid.Suits(s, prepared) && (prepared || WinogradGrid.Forward(s).RepaysWeights(s.InChannels)))
        {
            float* transformed = preparedWeights;
            if (!prepared)
            {
                transformed = Scratch.Floats(ScratchSlot.WinogradWeights, WinogradGrid.WeightLength(s));
                WinogradFilter<TPolicy, TVector>.Forward(packedWeight, s.WeightPanels, s.InChannels, transformed);
            }

            WinogradConvolution<TPolicy, TVector>.Run(WinogradGrid.Forward(s), x, s.InChannels, transformed, epilogue, y, s.OutChannels, accumulate: false);
            return;
        }

        DirectProblem problem = ForwardProblem(s);
        if (s.IsDepthwise)
        {
            problem.Input = x;
            problem.Weights = packedWeight;
            problem.Epilogue = epilogue;
            problem.Output = y;
            DepthwiseConvolution<TPolicy, TVector>.Run(problem, s.OutChannels);
            return;
        }

        for (int group = 0; group < s.Groups; group++)
        {
            problem.Input = x + (group * s.GroupInChannels);
            problem.Output = y + (group * s.GroupOutChannels);
            problem.Epilogue = epilogue.From(group * s.GroupOutChannels);
            problem.Weights = GroupWeights(s, group, packedWeight);
            RunDirect(problem, exact);
        }
    }

    /// <summary>The weights of a forward pass in the form of <see cref="Convolution.PreparedForm"/>.</summary>
    public static void TransformWeights(in ConvShape s, float* packedWeight, float* transformed)
    {
        if (QuadMap.Suits(s))
        {
            QuadFilter<TPolicy, TVector>.Run(packedWeight, s.WeightPanels, s.InChannels, transformed);
        }
        else
        {
            WinogradFilter<TPolicy, TVector>.Forward(packedWeight, s.WeightPanels, s.InChannels, transformed);
        }
    }

    public static void BackwardData(in ConvShape s, float* dy, float* packedWeight, float* dx, bool accumulate, bool exact)
    {
        if (!exact && QuadMap.Suits(s) && QuadMap.RepaysExchangedWeights(s))
        {
            QuadConvolution<TPolicy, TVector>.BackwardData(s, dy, packedWeight, dx, accumulate);
            return;
        }

        if (!exact && WinogradGrid.Suits(s) && WinogradGrid.Backward(s).RepaysWeights(s.OutChannels))
        {
            float* transformed = Scratch.Floats(ScratchSlot.WinogradWeights, WinogradGrid.WeightLength(s));
            WinogradFilter<TPolicy, TVector>.Exchanged(packedWeight, s.OutChannels, s.InChannels, transformed);
            WinogradConvolution<TPolicy, TVector>.Run(WinogradGrid.Backward(s), dy, s.OutChannels, transformed, default, dx, s.InChannels, accumulate);
            return;
        }

        DirectProblem problem = BackwardProblem(s);
        problem.Accumulate = accumulate;
        if (s.IsDepthwise)
        {
            // Depthwise weights are used as they lie, their taps in forward order.
            problem.Vertical = problem.Vertical.Reversed();
            problem.Horizontal = problem.Horizontal.Reversed();
            problem.Input = dy;
            problem.Weights = packedWeight;
            problem.Output = dx;
            DepthwiseConvolution<TPolicy, TVector>.Run(problem, s.InChannels);
            return;
        }

        if (LaneInputGradient<TPolicy, TVector>.Suits(s))
        {
            problem.Input = dy;
            problem.Output = dx;
            LaneInputGradient<TPolicy, TVector>.Run(problem, packedWeight);
            return;
        }

        float* transposed = Scratch.Floats(ScratchSlot.ConvWeights, WeightLayout.TransposedLength(s));
        problem.Weights = transposed;
        for (int group = 0; group < s.Groups; group++)
        {
            WeightLayout.Transpose(s, group, packedWeight, transposed);
            problem.Input = dy + (group * s.GroupOutChannels);
            problem.Output = dx + (group * s.GroupInChannels);
            RunDirect(problem, exact);
        }
    }

    public static void BackwardWeight(in ConvShape s, float* x, float* dy, float* packedDw, bool accumulate, bool exact)
    {
        if (s.OutputLength == 0)
        {
            if (!accumulate)
            {
                new Span<float>(packedDw, checked((int)s.PackedWeightLength)).Clear();
            }

            return;
        }

        if (!exact && QuadMap.Suits(s) && QuadMap.RepaysCombination(s))
        {
            QuadWeightGradient<TPolicy, TVector>.Run(s, x, dy, packedDw, accumulate);
            return;
        }

        if (!exact && WinogradGrid.Suits(s))
        {
            WinogradWeightGradient<TPolicy, TVector>.Run(WinogradGrid.Forward(s), x, s.InChannels, dy, s.OutChannels, packedDw, accumulate);
            return;
        }

        if (s.IsDepthwise)
        {
            DepthwiseWeightGradient<TPolicy, TVector>.Run(s, x, dy, packedDw, accumulate);
            return;
        }

        WeightGradientProblem problem = default;
        problem.Shape = s with { InChannels = s.GroupInChannels, OutChannels = s.GroupOutChannels, Groups = 1 };
        problem.InPixelStride = s.InChannels;
        problem.OutPixelStride = s.OutChannels;
        bool whole = WeightLayout.GroupsAreWholePanels(s);
        float* single = whole ? null : Scratch.Floats(ScratchSlot.ConvGroupWeights, WeightLayout.GroupLength(s));
        for (int group = 0; group < s.Groups; group++)
        {
            problem.X = x + (group * s.GroupInChannels);
            problem.Dy = dy + (group * s.GroupOutChannels);
            problem.Dw = whole ? packedDw + WeightLayout.GroupOffset(s, group) : single;
            problem.Accumulate = whole && accumulate;
            bool lines = LineWeightGradient<TPolicy, TVector>.Suits(problem.Shape);
            if (lines && TPolicy.Width == ConvShape.PanelWidth && PixelPairs.SuitsWeightGradient(problem))
            {
                PixelPairs.WeightGradient<TPolicy, TVector>(problem);
            }
            else if (lines)
            {
                LineWeightGradient<TPolicy, TVector>.Run(problem);
            }
            else
            {
                WeightGradient<TPolicy, TVector>.Run(problem);
            }

            if (!whole)
            {
                WeightLayout.InsertGroup(s, group, single, packedDw, accumulate);
            }
        }

        if (!whole)
        {
            WeightLayout.ClearPaddingLanes(s, packedDw);
        }
    }

    private static DirectProblem ForwardProblem(in ConvShape s)
    {
        DirectProblem problem = default;
        problem.Batch = s.Batch;
        problem.InChannels = s.GroupInChannels;
        problem.InPixelStride = s.InChannels;
        problem.InHeight = s.InHeight;
        problem.InWidth = s.InWidth;
        problem.OutChannels = s.GroupOutChannels;
        problem.OutPixelStride = s.OutChannels;
        problem.OutHeight = s.OutHeight;
        problem.OutWidth = s.OutWidth;
        problem.Vertical = TapAxis.Forward(s.KernelHeight, s.StrideHeight, s.PaddingHeight, s.DilationHeight, s.InHeight);
        problem.Horizontal = TapAxis.Forward(s.KernelWidth, s.StrideWidth, s.PaddingWidth, s.DilationWidth, s.InWidth);
        return problem;
    }

    private static DirectProblem BackwardProblem(in ConvShape s)
    {
        DirectProblem problem = default;
        problem.Batch = s.Batch;
        problem.InChannels = s.GroupOutChannels;
        problem.InPixelStride = s.OutChannels;
        problem.InHeight = s.OutHeight;
        problem.InWidth = s.OutWidth;
        problem.OutChannels = s.GroupInChannels;
        problem.OutPixelStride = s.InChannels;
        problem.OutHeight = s.InHeight;
        problem.OutWidth = s.InWidth;
        problem.Vertical = TapAxis.Backward(s.KernelHeight, s.StrideHeight, s.PaddingHeight, s.DilationHeight, s.OutHeight);
        problem.Horizontal = TapAxis.Backward(s.KernelWidth, s.StrideWidth, s.PaddingWidth, s.DilationWidth, s.OutWidth);
        return problem;
    }

    private static void RunDirect(in DirectProblem whole, bool exact)
    {
        bool pairs = !exact && TPolicy.Width == ConvShape.PanelWidth && PixelPairs.Suits(whole);
        DirectProblem problem = pairs ? PixelPairs.Pair(whole) : whole;
        if (BatchConvolution<TPolicy, TVector>.Suits(problem))
        {
            BatchConvolution<TPolicy, TVector>.Run(problem);
        }
        else
        {
            DirectConvolution<TPolicy, TVector>.Run(problem);
        }
    }

    private static float* GroupWeights(in ConvShape s, int group, float* packedWeight)
    {
        if (WeightLayout.GroupsAreWholePanels(s))
        {
            return packedWeight + WeightLayout.GroupOffset(s, group);
        }

        float* single = Scratch.Floats(ScratchSlot.ConvGroupWeights, WeightLayout.GroupLength(s));
        WeightLayout.ExtractGroup(s, group, packedWeight, single);
        return single;
    }
}
