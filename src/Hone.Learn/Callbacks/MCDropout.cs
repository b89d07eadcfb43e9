using Hone.Nn;

namespace Hone.Learn;

/// <summary>Lets dropout drop while predictions are made, so that several passes give several answers; their spread tells how sure the model is. fastai's <c>MCDropoutCallback</c>.</summary>
/// <remarks>
/// Reads: the model. Writes: the mode of its dropout layers around each validation part and each prediction; all else stays in evaluation. Each pass draws other numbers, from the streams of the layers.
/// Source: Gal and Ghahramani 2016.
/// </remarks>
/// <example><code>
/// var options = new GetPredsOptions { Callbacks = [new MCDropout()] };
/// Predictions[] passes = [.. Enumerable.Range(0, 30).Select(_ => learner.GetPreds(null, options))];
/// </code></example>
public sealed class MCDropout : Callback
{
    /// <inheritdoc/>
    public override void BeforeValidate(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (DropoutLayer layer in state.Model.Modules().OfType<DropoutLayer>())
        {
            layer.Train();
        }
    }

    /// <inheritdoc/>
    public override void AfterValidate(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Model.Eval();
    }
}
