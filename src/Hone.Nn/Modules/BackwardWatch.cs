namespace Hone.Nn;

/// <summary>One forward pass of a module with backward hooks: a tap before it and one behind it, as in PyTorch's <c>register_full_backward_hook</c>.</summary>
/// <remarks>With a tap of its own before the module, the gradient of the input has no part of what else uses the input.</remarks>
internal sealed class BackwardWatch
{
    private readonly Module _module;
    private readonly bool _hasInput;
    private Tensor? _outputGradient;

    /// <summary>Begins a pass.</summary>
    /// <param name="module">The module.</param>
    /// <param name="x">Its input.</param>
    public BackwardWatch(Module module, Tensor x)
    {
        _module = module;
        Input = x.Tapped(SeeInput);
        _hasInput = !ReferenceEquals(Input, x);
    }

    /// <summary>What the module is to compute with.</summary>
    public Tensor Input { get; }

    /// <summary>Ends the pass.</summary>
    /// <param name="y">What the module gives.</param>
    public void End(Tensor y) => y.TapResult(SeeOutput);

    private void SeeOutput(Tensor gradient)
    {
        if (!_hasInput)
        {
            _module.CallBackwardHooks(null, gradient);
            return;
        }

        // Counted as in use, so that no operation inside the module writes over it.
        gradient.Storage.AddTapeUse();
        _outputGradient = gradient;
    }

    private void SeeInput(Tensor gradient)
    {
        // Null where the input leads to the loss past the output, through another result of the module.
        if (_outputGradient is not { } output)
        {
            return;
        }

        _outputGradient = null;
        try
        {
            _module.CallBackwardHooks(gradient, output);
        }
        finally
        {
            output.Storage.RemoveTapeUse();
        }
    }
}
