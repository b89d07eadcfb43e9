namespace Hone.Learn;

/// <summary>Scales all gradients down together when their norm is too large; fastai's <c>GradientClip</c>.</summary>
/// <remarks>Runs after <see cref="GradientAccumulation"/>, before the step. Reads and writes: the gradients.</remarks>
public sealed class GradientClip : Callback
{
    private readonly double _maxNorm;

    /// <summary>Stores the limit.</summary>
    /// <param name="maxNorm">Largest norm of all gradients together, above 0; 1 as in fastai.</param>
    public GradientClip(double maxNorm = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNorm);
        _maxNorm = maxNorm;
    }

    /// <inheritdoc/>
    public override int Order => 1;

    /// <summary>The norm of the gradients of the last step before clipping; NaN before the first.</summary>
    public double LastNorm { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public override void BeforeStep(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.SkipStep)
        {
            LastNorm = state.Optimizer.ClipGradNorm(_maxNorm);
        }
    }
}
