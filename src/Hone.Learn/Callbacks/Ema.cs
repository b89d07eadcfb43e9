using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Keeps an exponential moving average of the weights, judges it in validation and leaves it in the model after the fit.</summary>
/// <remarks>
/// Reads: the weights after each step. Writes: the weights during validation, and after the fit unless told. The average is <see cref="ModelEma"/>'s; each fit begins a new
/// one, and a resumed fit goes on with that of its checkpoint. A checkpoint of a fit without an average, or from before they were kept, begins a new one, and
/// <see cref="FitResult.Notes"/> says so. <see cref="SaveModel"/> stores the average, because that is what was judged. timm's <c>--model-ema</c> as a callback.
/// </remarks>
/// <param name="options">Decay and warm-up; 0.999 with warm-up unless told.</param>
/// <param name="keepAverage">Whether the fit ends with the average in the model; true, because that is what was judged.</param>
public sealed class Ema(ModelEmaOptions? options = null, bool keepAverage = true) : Callback
{
    private ModelEma? _average;
    private IDisposable? _swap;

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <summary>Before the recorder, which judges what is in the model then, and before the trackers.</summary>
    public override int Order => 40;

    /// <summary>The average of the last fit; null before the first.</summary>
    public ModelEma? Average => _average;

    /// <inheritdoc/>
    /// <exception cref="HoneException">Another average takes part in the fit.</exception>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Ema is not null)
        {
            throw new HoneException("One average of the weights in a fit.", "two, which would take each other for the weights", nameof(Ema), "leave out one Ema, of the learner's callbacks or of the fit's");
        }

        state.Ema = this;
        _swap = null;
        _average = new ModelEma(state.Model, options);
        if (state.ResumedFrom is { } checkpoint && !checkpoint.LoadAverage(_average))
        {
            state.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"the checkpoint holds no average of the weights: a new one began with epoch {state.FirstEpoch}"));
        }
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
            _swap = _average!.SwapIn();
        }
    }

    /// <summary>The weights that training goes on with are in the model until the result is disposed; null where they are there anyway.</summary>
    internal IDisposable? Outside()
    {
        if (_swap is null)
        {
            return null;
        }

        SwapOut();
        return new Return(this);
    }

    /// <summary>The average is in the model until the result is disposed; null where it is there anyway.</summary>
    internal IDisposable? Inside() => _average!.IsSwappedIn ? null : _average.SwapIn();

    private void SwapOut()
    {
        _swap?.Dispose();
        _swap = null;
    }

    /// <summary>Puts the average back into the model.</summary>
    private sealed class Return(Ema ema) : IDisposable
    {
        public void Dispose() => ema._swap = ema._average!.SwapIn();
    }
}
