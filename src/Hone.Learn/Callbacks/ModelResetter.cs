using Hone.Nn;

namespace Hone.Learn;

/// <summary>Lets the modules that keep a state between batches forget it before each training part, before each validation part and after the fit; fastai's <c>ModelResetter</c>.</summary>
/// <remarks>
/// Reads: the model. Writes: the states of its modules that are <see cref="IResettable"/>, such as an <see cref="Lstm"/> with <see cref="RecurrentLayerOptions.CarryState"/>. Without it the first
/// batch of an epoch would go on where the last one ended, and validation where training did.
/// </remarks>
/// <example><c>learner.Fit(10, new() { Callbacks = [new ModelResetter(), new RnnRegularizer()] });</c></example>
public sealed class ModelResetter : Callback
{
    /// <inheritdoc/>
    public override void BeforeTrain(LoopState state) => Reset(state);

    /// <inheritdoc/>
    public override void BeforeValidate(LoopState state) => Reset(state);

    /// <inheritdoc/>
    public override void AfterFit(LoopState state) => Reset(state);

    private static void Reset(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (IResettable module in state.Model.Modules().OfType<IResettable>())
        {
            module.Reset();
        }
    }
}
