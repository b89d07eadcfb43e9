using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>One tile of pixels times one strip of output channels, with the tails that do not fill the register tile.</summary>
internal static unsafe class DirectStrip<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    [SkipLocalsInit]
    public static void Run(in DirectProblem problem, DirectTile* tile, int column)
    {
        int span = 2 * TPolicy.Width;
        int count = Math.Min(span, problem.OutChannels - column);
        float* weights = problem.Weights + (column / ConvShape.PanelWidth * problem.PanelStride) + (column % ConvShape.PanelWidth);
        float* output = problem.Output + column;

        // A register as wide as a panel takes its second vector from the next panel; where there is none, one vector must do.
        bool narrow = TPolicy.Width == ConvShape.PanelWidth && count <= TPolicy.Width;
        int computed = narrow ? TPolicy.Width : span;
        AskForResidual(problem, tile, column, count);
        if (count == computed && tile->RowStride != 0)
        {
            Multiply(problem, tile, weights, narrow, output + tile->Outputs[0], tile->RowStride, problem.Accumulate);
        }
        else
        {
            // Unused lanes and unevenly spaced rows go through a tile on the stack.
            float* buffer = stackalloc float[RowKernel.MaxRows * 2 * ConvShape.PanelWidth];
            Multiply(problem, tile, weights, narrow, buffer, span, accumulate: false);
            for (int row = 0; row < tile->Rows; row++)
            {
                RowCopy.Run(buffer + (row * span), output + tile->Outputs[row], count, problem.Accumulate);
            }
        }

        if (!problem.Epilogue.IsEmpty)
        {
            ConvEpilogue epilogue = problem.Epilogue.From(column);
            for (int row = 0; row < tile->Rows; row++)
            {
                nint offset = (nint)tile->Outputs[row];
                float* residual = epilogue.Residual == null ? null : epilogue.Residual + offset;
                EpilogueLoop<TPolicy, TVector>.Run(epilogue, output + offset, residual, count);
            }
        }
    }

    /// <summary>The residual of the tile is added when its sums are done; by then it shall have arrived.</summary>
    private static void AskForResidual(in DirectProblem problem, DirectTile* tile, int column, int count)
    {
        float* residual = problem.Epilogue.Residual;
        if (residual == null)
        {
            return;
        }

        for (int row = 0; row < tile->Rows; row++)
        {
            OutputLines.Prefetch(residual + column + tile->Outputs[row], 0, 1, count);
        }
    }

    private static void Multiply(in DirectProblem problem, DirectTile* tile, float* weights, bool narrow, float* output, nint rowStride, bool accumulate)
    {
        if (narrow)
        {
            NarrowRowKernel.Run<TPolicy, TVector>(
                tile->Rows, tile->TapCount, tile->Taps, problem.InChannels, weights, ConvShape.PanelWidth, output, rowStride, accumulate);
            return;
        }

        nint second = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : problem.PanelStride;
        RowKernel.Run<TPolicy, TVector>(
            tile->Rows, tile->TapCount, tile->Taps, problem.InChannels, weights, ConvShape.PanelWidth, second, output, rowStride, TPolicy.Width, accumulate);
    }
}
