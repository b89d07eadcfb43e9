namespace Hone.Learn;

/// <summary>Ends each part of an epoch after a fraction of its batches: to see quickly whether everything runs. fastai's <c>ShortEpochCallback</c>.</summary>
/// <remarks>Reads: batch counters. Writes: <see cref="LoopState.CancelTrain"/> and <see cref="LoopState.CancelValidate"/>. At least one batch runs.</remarks>
public sealed class ShortEpoch : Callback
{
    private readonly double _fraction;
    private readonly bool _shortValidation;

    /// <summary>Stores the options.</summary>
    /// <param name="fraction">Share of the batches, 0 to 1; 0.01 as in fastai.</param>
    /// <param name="shortValidation">Whether validation is cut as well; true as in fastai.</param>
    public ShortEpoch(double fraction = 0.01, bool shortValidation = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fraction, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        _fraction = fraction;
        _shortValidation = shortValidation;
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override void AfterBatch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.BatchNumber + 1 < _fraction * state.BatchCount)
        {
            return;
        }

        state.CancelTrain |= state.IsTraining;
        state.CancelValidate |= !state.IsTraining && _shortValidation;
    }
}
