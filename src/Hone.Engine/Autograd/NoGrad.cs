using Hone.Autograd;

namespace Hone;

/// <summary>While open on a thread, operations record nothing for backward; PyTorch's <c>torch.no_grad()</c>.</summary>
/// <example><code>
/// using (NoGrad.Enter())
/// {
///     Tensor prediction = model.Forward(x);
/// }
/// </code></example>
public readonly ref struct NoGrad
{
    private readonly bool _outer;

    private NoGrad(bool outer) => _outer = outer;

    /// <summary>Whether this thread records at present.</summary>
    public static bool IsRecording => Tape.IsRecording;

    /// <summary>Stops recording until the result is disposed.</summary>
    public static NoGrad Enter()
    {
        var scope = new NoGrad(Tape.IsRecording);
        Tape.IsRecording = false;
        return scope;
    }

    /// <summary>Goes back to what was before.</summary>
    public void Dispose() => Tape.IsRecording = _outer;
}
