using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The first convolution of many nets, seven lines high with stride 2 over few channels: Winograd's algorithm along the height alone. Four output lines
/// take 13 products with transformed lines in place of 28 with lines.
/// </summary>
/// <remarks>
/// Four output lines read 13 input lines. Taps 0, 2, 4, 6 meet the even ones of these: F(4, 4) with the points 0, 1, -1, 2, -2, 1/2 and infinity. Taps
/// 1, 3, 5 meet the odd ones: F(4, 3) with the same points but 1/2. Products of one point have the same share in the output and become one sum of twice the
/// depth, so that seven sums a pixel remain. In a transformed line the inputs of a pixel are neighbours, as they are in the map: nothing is packed.
/// With P(t) = t (t^2 - 1) (t^2 - 4), the even transform is that of F(4, 3) after e[n] = d[n + 1] - d[n] / 2, and the row of the point 1/2 is P itself.
/// </remarks>
internal static unsafe class StemConvolution<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private static int Span => 2 * TPolicy.Width;

    /// <summary>y = epilogue(x * w).</summary>
    /// <param name="s">Sizes, which <see cref="StemShape.Suits"/>.</param>
    /// <param name="x">`[batch][in height][in width][channels]`.</param>
    /// <param name="packedWeight">Packed weights.</param>
    /// <param name="epilogue">What happens to the sums before they are written.</param>
    /// <param name="y">`[batch][out height][out width][out channels]`.</param>
    public static void Run(in ConvShape s, float* x, float* packedWeight, in ConvEpilogue epilogue, float* y)
    {
        Job job = default;
        job.Shape = s;
        job.X = x;
        job.Epilogue = epilogue;
        job.Y = y;
        job.Depth = s.KernelWidth * s.InChannels;
        job.InLine = (nint)s.InWidth * s.InChannels;
        job.Line = StemShape.LineLength(s);
        job.Strips = (s.OutHeight + StemShape.Lines - 1) / StemShape.Lines;
        job.Weights = Scratch.Floats(ScratchSlot.WinogradWeights, StemShape.WeightLength(s));
        job.Zeros = Scratch.Floats(ScratchSlot.Zeros, job.InLine);
        new Span<float>(job.Zeros, (int)job.InLine).Clear();
        StemFilter<TPolicy, TVector>.Run(s, packedWeight, job.Weights);
        WorkerPool.Run(s.Batch * job.Strips, &RunStrip, &job);
    }

    /// <summary>Four output lines of one image.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunStrip(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        int image = part / job.Strips;
        int firstLine = part % job.Strips * StemShape.Lines;
        int outWidth = job.Shape.OutWidth;
        float* lines = Scratch.Floats(ScratchSlot.WinogradInput, StemShape.TransformedLines * job.Line);
        float* products = Scratch.Floats(ScratchSlot.WinogradOutput, (nint)StemShape.Points * outWidth * Span);
        TransformLines(job, image, firstLine, lines);

        int tiles = (outWidth + RowKernel.MaxRows - 1) / RowKernel.MaxRows;
        nint rowStride = job.Shape.StrideWidth * job.Shape.InChannels;
        nint panel = StemShape.PanelLength(job.Shape);
        nint second = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : panel;
        BatchTap* taps = stackalloc BatchTap[2];
        taps[0].WeightOffset = 0;
        taps[0].Depth = job.Depth;
        taps[1].WeightOffset = job.Depth * ConvShape.PanelWidth;
        taps[1].Depth = job.Depth;
        for (nint column = 0; column < job.Shape.OutChannels; column += Span)
        {
            for (nint point = 0; point < StemShape.Points; point++)
            {
                taps[0].InputOffset = point * job.Line;
                taps[1].InputOffset = (StemShape.Points + point) * job.Line;
                float* weights = job.Weights + (((point * job.Shape.WeightPanels) + (column / ConvShape.PanelWidth)) * panel) + (column % ConvShape.PanelWidth);
                nint tapCount = point == StemShape.EvenPoint ? 1 : 2;
                float* result = products + (point * outWidth * Span);
                for (int tile = 0; tile < tiles; tile++)
                {
                    nint first = (nint)outWidth * tile / tiles;
                    int rows = (int)(((nint)outWidth * (tile + 1) / tiles) - first);
                    BatchRowKernel.Run<TPolicy, TVector>(
                        rows, tapCount, taps, lines + (first * rowStride), rowStride, weights, second, result + (first * Span), Span, TPolicy.Width, accumulate: false);
                }
            }

            Finish(job, image, firstLine, column, products);
        }
    }

    /// <summary>The 13 transformed lines, each with the map's padding on its left and right.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformLines(in Job job, int image, int firstLine, float* lines)
    {
        float** d = stackalloc float*[StemShape.InputLines];
        for (int i = 0; i < StemShape.InputLines; i++)
        {
            int line = (firstLine * StemShape.Stride) - job.Shape.PaddingHeight + i;
            bool inside = (uint)line < (uint)job.Shape.InHeight;
            d[i] = inside ? job.X + ((((nint)image * job.Shape.InHeight) + line) * job.InLine) : job.Zeros;
        }

        nint left = (nint)job.Shape.PaddingWidth * job.Shape.InChannels;
        for (int i = 0; i < StemShape.TransformedLines; i++)
        {
            float* line = lines + (i * job.Line);
            new Span<float>(line, (int)left).Clear();
            new Span<float>(line + left + job.InLine, (int)(job.Line - left - job.InLine)).Clear();
        }

        TVector minusHalf = TPolicy.Create(-0.5f);
        float* odd = lines + (StemShape.Points * job.Line);
        for (nint next = 0; next < job.InLine; next += TPolicy.Width)
        {
            // The last vector overlaps the one before it and writes the same values again.
            nint i = Math.Min(next, job.InLine - TPolicy.Width);
            TVector d1 = TPolicy.Load(d[2] + i);
            TVector d2 = TPolicy.Load(d[4] + i);
            TVector d3 = TPolicy.Load(d[6] + i);
            TVector d4 = TPolicy.Load(d[8] + i);
            TVector d5 = TPolicy.Load(d[10] + i);
            TVector e0 = TPolicy.MultiplyAdd(TPolicy.Load(d[0] + i), minusHalf, d1);
            TVector e1 = TPolicy.MultiplyAdd(d1, minusHalf, d2);
            TVector e2 = TPolicy.MultiplyAdd(d2, minusHalf, d3);
            TVector e3 = TPolicy.MultiplyAdd(d3, minusHalf, d4);
            TVector e4 = TPolicy.MultiplyAdd(d4, minusHalf, d5);
            TVector e5 = TPolicy.MultiplyAdd(d5, minusHalf, TPolicy.Load(d[12] + i));
            float* even = lines + left + i;
            WinogradTransforms<TPolicy, TVector>.Input(e0, e1, e2, e3, e4, e5, even, job.Line);
            TVector half = TPolicy.MultiplyAdd(d1, TPolicy.Create(4), TPolicy.MultiplyAdd(d3, TPolicy.Create(-5), d5));
            TPolicy.Store(even + (StemShape.EvenPoint * job.Line), half);
            WinogradTransforms<TPolicy, TVector>.Input(
                TPolicy.Load(d[1] + i),
                TPolicy.Load(d[3] + i),
                TPolicy.Load(d[5] + i),
                TPolicy.Load(d[7] + i),
                TPolicy.Load(d[9] + i),
                TPolicy.Load(d[11] + i),
                odd + left + i,
                job.Line);
        }
    }

    /// <summary>Two vectors of channels of the four lines, from seven sums for each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(in Job job, int image, int firstLine, nint column, float* products)
    {
        ConvEpilogue epilogue = job.Epilogue.From(column);
        bool relu = epilogue.Relu;
        nint outWidth = job.Shape.OutWidth;
        nint pixel = job.Shape.OutChannels;
        nint line = outWidth * pixel;
        nint place = (((nint)image * job.Shape.OutHeight) + firstLine) * line;
        float* y = job.Y + place + column;
        float* residual = epilogue.Residual == null ? null : epilogue.Residual + place;
        int count = Math.Min(StemShape.Lines, job.Shape.OutHeight - firstLine);
        nint stride = outWidth * Span;
        for (nint c = 0; c < Span; c += TPolicy.Width)
        {
            TVector bias = epilogue.Bias == null ? TPolicy.Zero : TPolicy.Load(epilogue.Bias + c);
            float* scale = epilogue.Scale == null ? null : epilogue.Scale + c;
            float* shift = epilogue.Scale == null ? null : epilogue.Shift + c;
            for (nint i = 0; i < outWidth; i++)
            {
                float* m = products + (i * Span) + c;
                WinogradTransforms<TPolicy, TVector>.Output(
                    TPolicy.Load(m),
                    TPolicy.Load(m + stride),
                    TPolicy.Load(m + (2 * stride)),
                    TPolicy.Load(m + (3 * stride)),
                    TPolicy.Load(m + (4 * stride)),
                    TPolicy.Load(m + (5 * stride)),
                    out TVector y0,
                    out TVector y1,
                    out TVector y2,
                    out TVector y3);
                TVector half = TPolicy.Load(m + (StemShape.EvenPoint * stride));
                y0 = TPolicy.Add(y0, half);
                y1 = TPolicy.MultiplyAdd(half, TPolicy.Create(0.5f), y1);
                y2 = TPolicy.MultiplyAdd(half, TPolicy.Create(0.25f), y2);
                y3 = TPolicy.MultiplyAdd(half, TPolicy.Create(0.125f), y3);
                nint offset = (i * pixel) + c;
                EpilogueVectors<TPolicy, TVector>.Write(y + offset, y0, bias, scale, shift, residual == null ? null : residual + offset, relu);
                if (count > 1)
                {
                    EpilogueVectors<TPolicy, TVector>.Write(y + line + offset, y1, bias, scale, shift, residual == null ? null : residual + line + offset, relu);
                }

                if (count > 2)
                {
                    EpilogueVectors<TPolicy, TVector>.Write(y + (2 * line) + offset, y2, bias, scale, shift, residual == null ? null : residual + (2 * line) + offset, relu);
                }

                if (count > 3)
                {
                    EpilogueVectors<TPolicy, TVector>.Write(y + (3 * line) + offset, y3, bias, scale, shift, residual == null ? null : residual + (3 * line) + offset, relu);
                }
            }
        }
    }

    private struct Job
    {
        public ConvShape Shape;
        public float* X;
        public float* Weights;
        public ConvEpilogue Epilogue;
        public float* Y;
        public float* Zeros;

        /// <summary>Terms of the sum for one line of the kernel.</summary>
        public int Depth;

        /// <summary>Floats of a line of the map, and of a transformed line.</summary>
        public nint InLine;
        public nint Line;

        /// <summary>Groups of four output lines in an image.</summary>
        public int Strips;
    }
}
