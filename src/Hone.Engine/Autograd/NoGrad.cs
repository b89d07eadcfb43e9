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
    private readonly bool _recorded;

    /// <summary>Stops recording until this is disposed, as <see cref="Enter"/> does; <c>default(NoGrad)</c> does nothing.</summary>
    public NoGrad()
    {
        _recorded = Tape.IsRecording;
        Tape.IsRecording = false;
    }

    /// <summary>Whether this thread records at present.</summary>
    public static bool IsRecording => Tape.IsRecording;

    /// <summary>Stops recording until the result is disposed.</summary>
    public static NoGrad Enter() => new();

    /// <summary>Goes back to what was before.</summary>
    public void Dispose() => Tape.IsRecording |= _recorded;
}
