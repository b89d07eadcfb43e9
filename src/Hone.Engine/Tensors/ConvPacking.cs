using Hone.Kernels;

namespace Hone;

/// <summary>
/// The layout of convolution weights in memory: panels of 16 output channels, <c>[ceil(K / 16)][tap][C][16]</c>, as the kernels
/// read them. Lanes past the last output channel hold zero, and elementwise updates of parameters keep them at zero.
/// </summary>
/// <param name="OutChannels">K: output channels.</param>
/// <param name="GroupInChannels">C: input channels of one group.</param>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
internal sealed record ConvPacking(int OutChannels, int GroupInChannels, int KernelHeight, int KernelWidth)
{
    /// <summary>The packing of logical weights <c>[out, in / groups, kernel height, kernel width]</c>.</summary>
    public ConvPacking(Shape shape)
        : this(shape[0], shape[1], shape[2], shape[3])
    {
    }

    /// <summary>The logical shape <c>[out, in / groups, kernel height, kernel width]</c>.</summary>
    public Shape Shape => [OutChannels, GroupInChannels, KernelHeight, KernelWidth];

    /// <summary>Elements in memory, zero lanes included.</summary>
    public int Length => checked((int)Sizes.PackedWeightLength);

    /// <summary>The sizes in the form that the kernels take; everything that does not concern weights is 1.</summary>
    public ConvShape Sizes => new(1, GroupInChannels, OutChannels, 1, 1, KernelHeight, KernelWidth, 1, 1, 0, 0, 1, 1, 1);
}
