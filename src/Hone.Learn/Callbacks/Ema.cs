using Hone.Nn;

namespace Hone.Learn;

/// <summary>Keeps an exponential moving average of the weights, judges it in validation and leaves it in the model after the fit.</summary>
/// <remarks>
/// Reads: the weights after each step. Writes: the weights during validation, and after the fit unless told. The average is <see cref="ModelEma"/>'s; each fit begins a new
/// one, also a resumed fit, because checkpoints hold the weights that training goes on with. timm's <c>--model-ema</c> as a callback.
/// </remarks>
/// <param name="options">Decay and warm-up; 0.999 with warm-up unless told.</param>
/// <param name="keepAverage">Whether the fit ends with the average in the model; true, because that is what was judged.</param>
public sealed class Ema(ModelEmaOptions? options = null, bool keepAverage = true) : Callback
{
    private ModelEma? _average;
    private IDisposable? _swap;

    /// <summary>Before the recorder, which judges what is in the model then, and before the trackers.</summary>
    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 40;

    /// <summary>The average of the last fit; null before the first.</summary>
    public ModelEma? Average => _average;

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _swap = null;
        _average = new ModelEma(state.Model, options);
    }

    /// <inheritdoc/>
    public override void AfterStep(LoopState state) => _average!.Update();

    /// <inheritdoc/>
    public override void BeforeValidate(LoopState state) => _swap = _average!.SwapIn();

    /// <inheritdoc/>
    public override void AfterValidate(LoopState state) => SwapOut();

    /// <inheritdoc/>
    public override void AfterCancelEpoch(LoopState state) => SwapOut();

    /// <inheritdoc/>
    public override void AfterFit(LoopState state)
    {
        // A fit that ends inside a validation never saw its end.
        SwapOut();
        if (keepAverage)
        {
            _average!.SwapIn();
        }
    }

    private void SwapOut()
    {
        _swap?.Dispose();
        _swap = null;
    }
}
