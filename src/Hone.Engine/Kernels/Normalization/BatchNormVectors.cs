using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The passes of batch normalization in registers. Sums walk down the rows of a strip of channels, four registers of channels
/// at a time, so that the running sums never leave the registers; elementwise passes walk along the rows, as memory likes it.
/// </summary>
/// <remarks>
/// Rows that do not fill their last register end with a register that overlaps the one before: its lanes give the same values a second
/// time. Rows shorter than a register go through the plain loop.
/// </remarks>
internal static unsafe partial class BatchNormVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Rows that elementwise passes walk along a strip before the next one: the constants of the strip stay in registers, and rows of many channels still come in order.</summary>
    private const int RowBlock = 32;

    /// <summary>Registers of a strip: as many sums of either kind run side by side.</summary>
    private const int Strip = 4;

    /// <summary>The output before the ReLU, in the same operations as <see cref="Normalize"/>, so that its sign is the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Output(in BatchNormProblem<float> p, TVector centered, nint c) =>
        TPolicy.MultiplyAdd(centered, TPolicy.Load(p.Scale + c), TPolicy.Load(p.Bias + c));
}
