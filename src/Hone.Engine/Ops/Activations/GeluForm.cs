namespace Hone;

/// <summary>How <see cref="TensorOperations.Gelu"/> computes the normal distribution function; PyTorch's <c>approximate</c>.</summary>
public enum GeluForm
{
    /// <summary>With the error function.</summary>
    Exact,

    /// <summary>With tanh: the formula of GPT-2 and BERT, within 5e-4 of the exact one.</summary>
    Tanh,
}
