using Hone.Memory;

namespace Hone;

/// <summary>
/// A step that is run again and again, such as a prediction: each run takes the objects of the run before, so that runs after the first of a shape take no memory from
/// the garbage collector.
/// </summary>
/// <remarks>
/// <para>
/// The values of a step come from the pool anyway; here the tensors themselves, with their shapes and strides, are used again too, as far as they are computed inside
/// <see cref="NoGrad"/>. A run that is larger than all before takes what it needs, once.
/// </para>
/// <para>
/// After a run its tensors are stale, as after every step, and reading one throws <see cref="TensorReleasedException"/>; but a later run makes them tensors of its own. So
/// no reference to a tensor may outlive its run, except through <see cref="Tensor.Keep"/>, or after <see cref="Tensor.Hold"/>: such a tensor is not used again. Run only
/// code that keeps none.
/// </para>
/// <para>One run at a time; threads that work at once need one each.</para>
/// </remarks>
/// <example><code>
/// var prediction = new RepeatedStep();
/// while (queue.TryTake(out Tensor? x))
/// {
///     using NoGrad noGrad = NoGrad.Enter();
///     using StepScope step = prediction.Begin();
///     model.Forward(x).CopyTo(outputs);
/// }
/// </code></example>
public sealed class RepeatedStep
{
    private readonly StepArena _arena = new(new HeaderPool());

    /// <summary>Opens a run on this thread; it ends when the scope is disposed.</summary>
    /// <exception cref="HoneException">The run before has not ended.</exception>
    public StepScope Begin() => new(_arena.Reopen());
}
