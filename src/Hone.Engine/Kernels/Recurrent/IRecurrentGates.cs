using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// What a recurrent layer does with one hidden unit at one time step. Four numbers belong to a unit; they lie in four blocks of
/// columns [block 0 | block 1 | block 2 | block 3] of H units each. The loops live in <see cref="RecurrentRow{T, TGates}"/>.
/// </summary>
internal interface IRecurrentGates
{
    /// <summary>Number of blocks of the four.</summary>
    const int Blocks = 4;

    /// <summary>Whether a state besides the hidden one runs through time (the cell of an LSTM).</summary>
    static abstract bool HasCell { get; }

    /// <summary>The first block to which the recurrent product adds; all later blocks follow.</summary>
    static abstract int RecurrentBlock { get; }

    /// <summary>Where the rows of the input weight go.</summary>
    static abstract ReadOnlySpan<InputBlock> InputBlocks { get; }

    /// <summary>One unit forward: sums become the values that backward needs.</summary>
    /// <param name="g0">Block 0: sum of the products in, value out; likewise the others.</param>
    /// <param name="g1">Block 1.</param>
    /// <param name="g2">Block 2.</param>
    /// <param name="g3">Block 3.</param>
    /// <param name="previous">The state of the time step before: the cell where there is one, else the hidden state.</param>
    /// <param name="cell">The new cell; without one the hidden state.</param>
    /// <returns>The new hidden state.</returns>
    static abstract T Forward<T>(ref T g0, ref T g1, ref T g2, ref T g3, T previous, out T cell)
        where T : IFloatingPointIeee754<T>;

    /// <inheritdoc cref="Forward{T}"/>
    static abstract TVector Forward<TPolicy, TVector>(ref TVector g0, ref TVector g1, ref TVector g2, ref TVector g3, TVector previous, out TVector cell)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;

    /// <summary>One unit backward: the values that forward left become the gradients of the sums.</summary>
    /// <param name="g0">Block 0: value in, gradient out; likewise the others.</param>
    /// <param name="g1">Block 1.</param>
    /// <param name="g2">Block 2.</param>
    /// <param name="g3">Block 3.</param>
    /// <param name="previous">The state of the time step before.</param>
    /// <param name="cell">The cell of this time step; without one not used.</param>
    /// <param name="dHidden">Gradient of the hidden state.</param>
    /// <param name="dCell">Gradient of the cell from later steps; without one not used.</param>
    /// <returns>Gradient of <paramref name="previous"/>, without what flows through the recurrent product.</returns>
    static abstract T Backward<T>(ref T g0, ref T g1, ref T g2, ref T g3, T previous, T cell, T dHidden, T dCell)
        where T : IFloatingPointIeee754<T>;

    /// <inheritdoc cref="Backward{T}"/>
    static abstract TVector Backward<TPolicy, TVector>(
        ref TVector g0, ref TVector g1, ref TVector g2, ref TVector g3, TVector previous, TVector cell, TVector dHidden, TVector dCell)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
