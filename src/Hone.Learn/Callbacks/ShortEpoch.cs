namespace Hone.Learn;

/// <summary>Ends each part of an epoch after a fraction of its batches: to see quickly whether everything runs. fastai's <c>ShortEpochCallback</c>.</summary>
/// <remarks>
/// ceil(fraction * batches) batches of a part run, and at least one; fastai's runs one more. Reads: batch counters. Writes: <see cref="LoopState.CancelTrain"/> and
/// <see cref="LoopState.CancelValidate"/>.
/// </remarks>
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
        // The quotient, because it is rounded as the fraction was: 0.07 * 100 is more than 7.
        if ((state.BatchNumber + 1.0) / state.BatchCount < _fraction)
        {
            return;
        }

        state.CancelTrain |= state.IsTraining;
        state.CancelValidate |= !state.IsTraining && _shortValidation;
    }
}
