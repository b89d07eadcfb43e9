namespace Hone.Autograd;

/// <summary>Where a kernel writes the gradient of one input; see <see cref="Node"/>.</summary>
/// <param name="Memory">In the layout that the kernel asked for.</param>
/// <param name="Accumulate">Whether to add to what the memory holds instead of overwriting it.</param>
/// <param name="IsFresh">Whether the memory still has to be handed to the input.</param>
internal readonly record struct GradientSlot(Tensor Memory, bool Accumulate, bool IsFresh);
