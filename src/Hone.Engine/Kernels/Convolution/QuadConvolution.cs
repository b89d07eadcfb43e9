using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// 3x3 convolution of maps of 2x2 pixels, the last maps of a net, and the gradient of its input: nine matrix products over all images
/// take the place of the sixteen that are left when the padding is skipped.
/// </summary>
/// <remarks>
/// Along one axis y0 = w1 x0 + w2 x1 and y1 = w0 x0 + w1 x1. With m0 = (w0 - w1) x0, m1 = w1 (x0 + x1) and m2 = (w2 - w1) x1 these are
/// y0 = m1 + m2 and y1 = m0 + m1: three products for four. The same along the other axis makes nine for sixteen. The weights are the larger
/// operand by far: a part takes a strip of output channels and reads its weights once for all images of a group. Where they have not been transformed
/// before, it transforms them a block of channels at a time, inside its second-level cache. The gradient of the input, dx0 = w1 dy0 + w0 dy1 and
/// dx1 = w2 dy0 + w1 dy1, is the same convolution of dy with the taps in reverse order and input and output channels exchanged.
/// </remarks>
internal static unsafe class QuadConvolution<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Images whose products of one strip of channels stay in the second-level cache.</summary>
    private const int ImagesPerGroup = 192;

    /// <summary>Input channels whose weights are transformed at a time.</summary>
    private const int ChannelsPerBlock = 128;

    /// <summary>Output channels of one part: the columns of a register tile.</summary>
    private static int Strip => TileShape<TPolicy, TVector>.Columns;

    /// <summary>y = epilogue(x * weights).</summary>
    /// <param name="s">Sizes, which <see cref="QuadMap.Suits"/>.</param>
    /// <param name="x">`[batch][2][2][channels]`.</param>
    /// <param name="packedWeight">Packed weights; not read where there are transformed ones.</param>
    /// <param name="transformed">From <see cref="QuadFilter{TPolicy, TVector}"/>, or null to transform the weights on the way.</param>
    /// <param name="epilogue">What happens to the sums before they are written.</param>
    /// <param name="y">`[batch][2][2][outChannels]`.</param>
    public static void Run(in ConvShape s, float* x, float* packedWeight, float* transformed, in ConvEpilogue epilogue, float* y)
    {
        Job job = default;
        job.X = x;
        job.Channels = s.InChannels;
        job.PackedWeights = packedWeight;
        job.Transformed = transformed;
        job.Epilogue = epilogue;
        job.Y = y;
        job.OutChannels = s.OutChannels;
        Run(job, s.Batch);
    }

    /// <summary>dx (+)= dy * weights with channels exchanged and taps in reverse order.</summary>
    /// <param name="s">Sizes, which <see cref="QuadMap.Suits"/>.</param>
    /// <param name="dy">`[batch][2][2][outChannels]`.</param>
    /// <param name="packedWeight">Packed weights of the forward pass.</param>
    /// <param name="dx">`[batch][2][2][inChannels]`.</param>
    /// <param name="accumulate">Add to dx instead of overwriting it.</param>
    public static void BackwardData(in ConvShape s, float* dy, float* packedWeight, float* dx, bool accumulate)
    {
        Job job = default;
        job.X = dy;
        job.Channels = s.OutChannels;
        job.PackedWeights = packedWeight;
        job.Exchanged = true;
        job.Y = dx;
        job.OutChannels = s.InChannels;

        // What was there before is what the sums meet before they are written.
        job.Epilogue = new ConvEpilogue { Residual = accumulate ? dx : null };
        Run(job, s.Batch);
    }

    private static void Run(Job job, int batch)
    {
        int groups = (batch + ImagesPerGroup - 1) / ImagesPerGroup;
        int strips = (int)((job.OutChannels + Strip - 1) / Strip);
        for (int group = 0; group < groups; group++)
        {
            job.FirstImage = (int)((long)batch * group / groups);
            job.Images = (int)((long)batch * (group + 1) / groups) - job.FirstImage;
            job.Row = QuadMap.ProductStride(job.Channels);
            job.Inputs = Scratch.Floats(ScratchSlot.WinogradInput, QuadMap.Products * job.Images * job.Row);
            QuadInput<TPolicy, TVector>.Run(job.X + ((nint)job.FirstImage * QuadMap.Pixels * job.Channels), job.Images, job.Channels, job.Inputs);
            WorkerPool.Run(strips, &RunStrip, &job);
        }
    }

    /// <summary>All products of one strip of output channels, and its outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunStrip(void* state, int strip)
    {
        ref readonly Job job = ref *(Job*)state;
        nint channels = job.Channels;
        nint column = strip * Strip;
        nint columns = Math.Min(Strip, job.OutChannels - column);
        int vectors = (int)(columns / TPolicy.Width);
        bool prepared = job.Transformed != null;
        nint blockChannels = prepared ? channels : Math.Min(channels, ChannelsPerBlock);
        nint weightStride = QuadMap.ProductStride(prepared ? channels * job.OutChannels : blockChannels * columns);
        nint step = columns;
        float* weights = prepared
            ? WinogradPanels<TPolicy, TVector>.Column(job.Transformed, channels, job.OutChannels, column, out step)
            : Scratch.Floats(ScratchSlot.WinogradWeights, QuadMap.Products * weightStride);
        nint stride = QuadMap.ProductStride(job.Images * columns);
        float* products = Scratch.Floats(ScratchSlot.WinogradOutput, QuadMap.Products * stride);
        for (nint first = 0; first < channels; first += blockChannels)
        {
            nint depth = Math.Min(blockChannels, channels - first);
            if (!prepared)
            {
                TransformWeights(job, column, columns, first, depth, weights, weightStride);
            }

            for (nint product = 0; product < QuadMap.Products; product++)
            {
                float* inputs = job.Inputs + (product * job.Images * job.Row) + first;
                Multiply(job, vectors, inputs, depth, weights + (product * weightStride), step, weightStride, products + (product * stride), columns, accumulate: first > 0);
            }
        }

        Finish(job, column, columns, products, stride);
    }

    /// <summary>Transforms the weights of a block of input channels for a strip of output channels.</summary>
    private static void TransformWeights(in Job job, nint column, nint columns, nint first, nint depth, float* weights, nint weightStride)
    {
        if (job.Exchanged)
        {
            float* panels = job.PackedWeights + (first * QuadMap.Products * job.OutChannels) + (column * ConvShape.PanelWidth);
            QuadFilter<TPolicy, TVector>.TransformExchanged(panels, job.OutChannels * ConvShape.PanelWidth, depth, columns, weights, columns, weightStride);
            return;
        }

        nint tap = job.Channels * ConvShape.PanelWidth;
        nint lanes = Math.Min(columns, ConvShape.PanelWidth);
        for (nint c = 0; c < columns; c += lanes)
        {
            nint channel = column + c;
            float* source = job.PackedWeights + (channel / ConvShape.PanelWidth * QuadMap.Products * tap) + (first * ConvShape.PanelWidth) + (channel % ConvShape.PanelWidth);
            QuadFilter<TPolicy, TVector>.Transform(source, tap, depth, lanes, weights + c, columns, weightStride);
        }
    }

    /// <summary>One of the nine products for all images of the group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(
        in Job job, int vectors, float* inputs, nint depth, float* weights, nint step, nint nextWeights, float* result, nint columns, bool accumulate)
    {
        int blocks = TileShape<TPolicy, TVector>.Tiles(job.Images);
        for (int block = 0; block < blocks; block++)
        {
            int first = TileShape<TPolicy, TVector>.TileStart(job.Images, blocks, block);
            int rows = TileShape<TPolicy, TVector>.TileStart(job.Images, blocks, block + 1) - first;

            // The first tiles ask for the weights of the next product, each for a part of them.
            nint asked = block * depth * TileKernel.LineFloats;
            float* ahead = asked < depth * step ? weights + nextWeights + asked : weights;
            float* sums = result + (first * columns);
            TileKernel.Run<TPolicy, TVector>(
                rows, vectors, depth, inputs + (first * job.Row), job.Row, 1, weights, step, sums, columns, Addend.Of(accumulate, sums, columns), ahead, TileKernel.LineFloats);
        }
    }

    /// <summary>The four sums of each image from its nine products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(in Job job, nint column, nint columns, float* products, nint stride)
    {
        ConvEpilogue epilogue = job.Epilogue.From(column);
        bool relu = epilogue.Relu;
        nint next = job.OutChannels;
        for (nint image = 0; image < job.Images; image++)
        {
            nint place = ((job.FirstImage + image) * QuadMap.Pixels * next) + column;
            float* y = job.Y + place;
            float* residual = epilogue.Residual == null ? null : job.Epilogue.Residual + place;
            float* m = products + (image * columns);
            for (nint c = 0; c < columns; c += TPolicy.Width)
            {
                TVector bias = epilogue.Bias == null ? TPolicy.Zero : TPolicy.Load(epilogue.Bias + c);
                float* scale = epilogue.Scale == null ? null : epilogue.Scale + c;
                float* shift = epilogue.Scale == null ? null : epilogue.Shift + c;

                // 1. Down the three columns.
                TVector middle0 = TPolicy.Load(m + (3 * stride) + c);
                TVector middle1 = TPolicy.Load(m + (4 * stride) + c);
                TVector middle2 = TPolicy.Load(m + (5 * stride) + c);
                TVector top0 = TPolicy.Add(middle0, TPolicy.Load(m + (6 * stride) + c));
                TVector top1 = TPolicy.Add(middle1, TPolicy.Load(m + (7 * stride) + c));
                TVector top2 = TPolicy.Add(middle2, TPolicy.Load(m + (8 * stride) + c));
                TVector bottom0 = TPolicy.Add(TPolicy.Load(m + c), middle0);
                TVector bottom1 = TPolicy.Add(TPolicy.Load(m + stride + c), middle1);
                TVector bottom2 = TPolicy.Add(TPolicy.Load(m + (2 * stride) + c), middle2);

                // 2. Along the two lines.
                EpilogueVectors<TPolicy, TVector>.Write(y + c, TPolicy.Add(top1, top2), bias, scale, shift, residual == null ? null : residual + c, relu);
                EpilogueVectors<TPolicy, TVector>.Write(y + next + c, TPolicy.Add(top0, top1), bias, scale, shift, residual == null ? null : residual + next + c, relu);
                EpilogueVectors<TPolicy, TVector>.Write(y + (2 * next) + c, TPolicy.Add(bottom1, bottom2), bias, scale, shift, residual == null ? null : residual + (2 * next) + c, relu);
                EpilogueVectors<TPolicy, TVector>.Write(y + (3 * next) + c, TPolicy.Add(bottom0, bottom1), bias, scale, shift, residual == null ? null : residual + (3 * next) + c, relu);
            }
        }
    }

    private struct Job
    {
        public float* X;
        public nint Channels;
        public float* PackedWeights;
        public float* Transformed;

        /// <summary>Whether the packed weights are those of the opposite direction: their output channels are this pass's <see cref="Channels"/>.</summary>
        public bool Exchanged;

        public ConvEpilogue Epilogue;
        public float* Y;
        public nint OutChannels;
        public int FirstImage;
        public int Images;

        /// <summary>Floats from one image of transformed inputs to the next; `[9][images][Row]`.</summary>
        public nint Row;

        public float* Inputs;
    }
}
