namespace Hone.Nn;

/// <summary>How weight decay enters a step.</summary>
public enum WeightDecayMode
{
    /// <summary>p is multiplied by 1 - learning rate * decay before the step, apart from the gradient; fastai's default, AdamW's rule.</summary>
    Decoupled,

    /// <summary>decay * p is added to the gradient; the rule of PyTorch's <c>SGD</c> and <c>Adam</c>.</summary>
    L2,
}
