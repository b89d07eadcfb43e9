using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Rearranges convolution weights between their layouts.</summary>
internal static unsafe class WeightLayout
{
    /// <summary>Floats of a tap of <see cref="TransposeBlock"/>.</summary>
    public const int BlockLength = ConvShape.PanelWidth * ConvShape.PanelWidth;

    private const int Block = 4;

    /// <summary>Logical `[K, C/groups, kh, kw]` to packed panels; the padding lanes become zero.</summary>
    public static void Pack<T>(in ConvShape shape, T* logical, T* packed)
        where T : unmanaged => Rearrange(shape, logical, packed, &MovePanel<T, Packing>);

    /// <summary>Packed panels to logical `[K, C/groups, kh, kw]`.</summary>
    public static void Unpack<T>(in ConvShape shape, T* packed, T* logical)
        where T : unmanaged => Rearrange(shape, logical, packed, &MovePanel<T, Unpacking>);

    /// <summary>True where the panels of a group are whole, so that a pass over one group can read and write them in place.</summary>
    public static bool GroupsAreWholePanels(in ConvShape shape) =>
        shape.Groups == 1 || shape.GroupOutChannels % ConvShape.PanelWidth == 0;

    /// <summary>Floats of one group's weights when they stand alone, `[panels of the group][taps][C/groups][16]`.</summary>
    public static nint GroupLength(in ConvShape shape) => GroupPanels(shape) * PanelLength(shape);

    /// <summary>Where a group's weights begin, if <see cref="GroupsAreWholePanels"/>.</summary>
    public static nint GroupOffset(in ConvShape shape, int group) => group * GroupLength(shape);

    /// <summary>Copies the weights of one group into panels of their own.</summary>
    public static void ExtractGroup(in ConvShape shape, int group, float* packed, float* groupWeights)
    {
        new Span<float>(groupWeights, checked((int)GroupLength(shape))).Clear();
        nint rows = (nint)shape.Taps * shape.GroupInChannels;
        for (int k = 0; k < shape.GroupOutChannels; k++)
        {
            float* source = Lane(packed, rows, (group * shape.GroupOutChannels) + k);
            float* destination = Lane(groupWeights, rows, k);
            for (nint row = 0; row < rows * ConvShape.PanelWidth; row += ConvShape.PanelWidth)
            {
                destination[row] = source[row];
            }
        }
    }

    /// <summary>Writes or adds one group's weights back into the shared panels.</summary>
    public static void InsertGroup(in ConvShape shape, int group, float* groupWeights, float* packed, bool accumulate)
    {
        nint rows = (nint)shape.Taps * shape.GroupInChannels;
        for (int k = 0; k < shape.GroupOutChannels; k++)
        {
            float* source = Lane(groupWeights, rows, k);
            float* destination = Lane(packed, rows, (group * shape.GroupOutChannels) + k);
            for (nint row = 0; row < rows * ConvShape.PanelWidth; row += ConvShape.PanelWidth)
            {
                destination[row] = accumulate ? destination[row] + source[row] : source[row];
            }
        }
    }

    /// <summary>Sets the lanes past the last output channel to zero.</summary>
    public static void ClearPaddingLanes(in ConvShape shape, float* packed)
    {
        nint rows = (nint)shape.Taps * shape.GroupInChannels;
        for (int k = shape.OutChannels; k < shape.WeightPanels * ConvShape.PanelWidth; k++)
        {
            float* lane = Lane(packed, rows, k);
            for (nint row = 0; row < rows * ConvShape.PanelWidth; row += ConvShape.PanelWidth)
            {
                lane[row] = 0;
            }
        }
    }

    /// <summary>Floats of <see cref="Transpose"/>'s result, `[ceil(C/groups / 16)][taps][K/groups][16]`.</summary>
    public static nint TransposedLength(in ConvShape shape) =>
        (nint)InPanels(shape) * shape.Taps * shape.GroupOutChannels * ConvShape.PanelWidth;

    /// <summary>
    /// The weights of one group with input and output channels exchanged and the taps in reverse order, which turns the gradient
    /// of the input into a forward pass over the gradient of the output.
    /// </summary>
    public static void Transpose(in ConvShape shape, int group, float* packed, float* transposed)
    {
        TransposeJob job = default;
        job.Shape = shape;
        job.Group = group;
        job.Packed = packed;
        job.Transposed = transposed;
        Run(InPanels(shape) * shape.Taps, TransposedLength(shape), &TransposePart, &job);
    }

    /// <summary>
    /// The weights of up to sixteen input channels of one panel with input and output channels exchanged and the taps in reverse order,
    /// `[taps][16 output channels][16]`, for the first-level cache.
    /// </summary>
    /// <param name="source">First weight of the first tap.</param>
    /// <param name="tapStride">Floats from one tap to the next.</param>
    /// <param name="taps">Number of taps.</param>
    /// <param name="inChannels">Input channels: 4, 8, 12 or 16. Lanes past them are not written.</param>
    /// <param name="transposed">Taps times <see cref="BlockLength"/> floats.</param>
    public static void TransposeBlock(float* source, nint tapStride, int taps, nint inChannels, float* transposed)
    {
        for (int tap = taps - 1; tap >= 0; tap--)
        {
            Ask(source + (taps * tapStride), inChannels);
            LaneTranspose.Run(source, ConvShape.PanelWidth, transposed + (tap * BlockLength), ConvShape.PanelWidth, inChannels);
            source += tapStride;
        }
    }

    /// <summary>Asks for what will be read next: a run too short for the hardware to foresee.</summary>
    private static void Ask(float* panel, nint lines)
    {
        if (Sse.IsSupported)
        {
            for (nint line = 0; line < lines; line++)
            {
                Sse.Prefetch1(panel + (line * ConvShape.PanelWidth));
            }
        }
    }

    private static void Rearrange<T>(in ConvShape shape, T* logical, T* packed, delegate*<void*, int, void> movePanel)
        where T : unmanaged
    {
        RearrangeJob job = default;
        job.Shape = shape;
        job.Logical = logical;
        job.Packed = packed;
        Run(shape.WeightPanels, shape.PackedWeightLength, movePanel, &job);
    }

    /// <summary>All parts, on the caller's thread where so few elements would not repay the others.</summary>
    private static void Run(int parts, nint elements, delegate*<void*, int, void> body, void* state)
    {
        if (elements >= Partition.ParallelElements)
        {
            WorkerPool.Run(parts, body, state);
            return;
        }

        for (int part = 0; part < parts; part++)
        {
            body(state, part);
        }
    }

    // Compiled well at once: the first values of a model come before the runtime would notice that this is a hot loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MovePanel<T, TWay>(void* state, int panel)
        where T : unmanaged
        where TWay : struct, IWay
    {
        ref readonly RearrangeJob job = ref *(RearrangeJob*)state;
        int taps = job.Shape.Taps;
        int channels = job.Shape.GroupInChannels;
        int firstOut = panel * ConvShape.PanelWidth;
        int lanes = Math.Min(ConvShape.PanelWidth, job.Shape.OutChannels - firstOut);
        nint filter = (nint)channels * taps;
        T* packed = (T*)job.Packed + (panel * filter * ConvShape.PanelWidth);
        if (typeof(TWay) == typeof(Packing) && lanes < ConvShape.PanelWidth)
        {
            new Span<T>(packed, checked((int)(filter * ConvShape.PanelWidth))).Clear();
        }

        // The filters are walked along in the order of memory.
        T* logical = (T*)job.Logical + (firstOut * filter);
        for (int c = 0; c < channels; c++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                T* row = packed + (((tap * (nint)channels) + c) * ConvShape.PanelWidth);
                for (int lane = 0; lane < lanes; lane++)
                {
                    TWay.Move(logical + (lane * filter), row + lane);
                }

                logical++;
            }
        }
    }

    private static int InPanels(in ConvShape shape) => (shape.GroupInChannels + ConvShape.PanelWidth - 1) / ConvShape.PanelWidth;

    private static int GroupPanels(in ConvShape shape) => (shape.GroupOutChannels + ConvShape.PanelWidth - 1) / ConvShape.PanelWidth;

    private static nint PanelLength(in ConvShape shape) => (nint)shape.Taps * shape.GroupInChannels * ConvShape.PanelWidth;

    private static float* Lane(float* panels, nint rows, int k) =>
        panels + (k / ConvShape.PanelWidth * rows * ConvShape.PanelWidth) + (k % ConvShape.PanelWidth);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposePart(void* state, int part)
    {
        ref readonly TransposeJob job = ref *(TransposeJob*)state;
        int taps = job.Shape.Taps;
        int channels = job.Shape.GroupInChannels;
        int firstChannel = part / taps * ConvShape.PanelWidth;
        int tap = part % taps;
        int lanes = Math.Min(ConvShape.PanelWidth, channels - firstChannel);
        int outChannels = job.Shape.GroupOutChannels;
        int firstOut = job.Group * outChannels;
        nint reversed = (part / taps * taps) + (taps - 1 - tap);
        float* destination = job.Transposed + (reversed * outChannels * ConvShape.PanelWidth);
        if (lanes < ConvShape.PanelWidth)
        {
            new Span<float>(destination, outChannels * ConvShape.PanelWidth).Clear();
        }

        // Along the output channels in the order of memory: a run of up to sixteen lies in one panel.
        int k = 0;
        while (k < outChannels)
        {
            int firstLane = (firstOut + k) % ConvShape.PanelWidth;
            int run = Math.Min(ConvShape.PanelWidth - firstLane, outChannels - k);
            float* source = job.Packed + job.Shape.PackedIndex(firstOut + k, firstChannel, tap);
            int lane = 0;
            if (Sse.IsSupported && run % Block == 0)
            {
                for (; lane + Block <= lanes; lane += Block)
                {
                    for (int i = 0; i < run; i += Block)
                    {
                        LaneTranspose.Four(
                            source + (lane * ConvShape.PanelWidth) + i, ConvShape.PanelWidth, destination + (i * ConvShape.PanelWidth) + lane, ConvShape.PanelWidth);
                    }
                }
            }

            for (; lane < lanes; lane++)
            {
                for (int i = 0; i < run; i++)
                {
                    destination[(i * ConvShape.PanelWidth) + lane] = source[(lane * ConvShape.PanelWidth) + i];
                }
            }

            destination += run * ConvShape.PanelWidth;
            k += run;
        }
    }

    /// <summary>From which layout to which.</summary>
    private interface IWay
    {
        static abstract void Move<T>(T* logical, T* packed)
            where T : unmanaged;
    }

    private readonly struct Packing : IWay
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Move<T>(T* logical, T* packed)
            where T : unmanaged => *packed = *logical;
    }

    private readonly struct Unpacking : IWay
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Move<T>(T* logical, T* packed)
            where T : unmanaged => *logical = *packed;
    }

    private struct RearrangeJob
    {
        public ConvShape Shape;
        public void* Logical;
        public void* Packed;
    }

    private struct TransposeJob
    {
        public ConvShape Shape;
        public int Group;
        public float* Packed;
        public float* Transposed;
    }
}
