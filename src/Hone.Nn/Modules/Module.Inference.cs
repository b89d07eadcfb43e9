namespace Hone.Nn;

public abstract partial class Module
{
    /// <summary>A form of this model for evaluation alone, which gives the same results faster.</summary>
    /// <remarks>
    /// PyTorch's <c>jit.freeze</c> and <c>jit.optimize_for_inference</c>: normalizations are folded into the convolutions before them, bias, shortcut
    /// and ReLU are applied while a convolution's output is in the cache, and weights are prepared for their kernels once. The result is a copy: it
    /// has no parameters, behaves as in evaluation whatever the mode of the model, and does not see later training. Call it inside
    /// <see cref="NoGrad"/>. Folding rounds in another order, so results differ near the last digits of Float32.
    /// </remarks>
    /// <returns>x and y as in <see cref="Forward(Tensor)"/>.</returns>
    /// <exception cref="HoneException">A part has no values yet, is not Float32, or does not say what its form for inference is.</exception>
    public Module OptimizeForInference() => CreateInferenceForm();

    /// <summary>Switches to evaluation and lets layers keep their weights in the forms that inference wants, each made once; until <see cref="Train"/>.</summary>
    /// <remarks>
    /// Weights must not change meanwhile. Without it a convolution transforms its weights for a fast algorithm in each pass, and takes the slow one where a batch is too small to repay that; with
    /// it the algorithm no longer depends on the size of the batch, and the results of items by themselves are those of a batch to about 1e-7 of the largest. The forms of 3x3 convolutions take up to four times the
    /// memory of their weights. Unlike <see cref="OptimizeForInference"/> it changes no operation and makes no copy; passes that are recorded do not use it.
    /// </remarks>
    public void PrepareForInference()
    {
        Eval();
        foreach (Module module in Modules())
        {
            module.KeepWeightForms(true);
        }
    }

    /// <summary>Begins or ends to keep other forms of weights; a layer that has such forms overrides it.</summary>
    private protected virtual void KeepWeightForms(bool keeps)
    {
    }

    /// <summary>
    /// Makes the form for <see cref="OptimizeForInference"/>. A module without parameters, buffers and children is its own form; one that has them
    /// overrides this and builds its form from those of its children.
    /// </summary>
    /// <exception cref="HoneException">The module has parts and does not override this.</exception>
    protected virtual Module CreateInferenceForm()
    {
        if (_children.Count + _parameters.Count + _buffers.Count == 0)
        {
            return this;
        }

        throw new HoneException(
            "A module that is optimized for inference says what its form for inference is.",
            $"{TypeName} with {_parameters.Count} parameters, {_buffers.Count} buffers and {_children.Count} children",
            _parameters.Count > 0 ? _parameters[0].Parameter.Path : TypeName,
            "override CreateInferenceForm, or use the model itself in evaluation mode");
    }
}
