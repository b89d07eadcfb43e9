using Hone.Autograd;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>The same values for somebody whose use of them is watched: backward shows the gradient that comes from there alone.</summary>
    /// <param name="seen">Called with that gradient, in memory that backward goes on in.</param>
    /// <returns>A view; this tensor where nothing is recorded.</returns>
    internal Tensor Tapped(Action<Tensor> seen) => Tape.Needs(this) ? new GradientTap(this, seen).Attach(Detach()) : this;

    /// <summary>Puts a tap between the operation that produced this tensor and what uses it from now on; the object stays the same.</summary>
    /// <param name="seen">Called with the gradient of this tensor, in memory that backward goes on in.</param>
    /// <remarks>Without an operation, as for a leaf, and where nothing is recorded nothing happens.</remarks>
    internal void TapResult(Action<Tensor> seen)
    {
        if (Producer is null || !Tape.IsRecording)
        {
            return;
        }

        Tensor before = Detach();
        before.Producer = Producer;
        new GradientTap(before, seen).Attach(this);
    }
}
