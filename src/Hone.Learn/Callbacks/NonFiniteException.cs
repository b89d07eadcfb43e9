namespace Hone.Learn;

/// <summary>A training met NaN or infinity; the message says in which module, batch and at which learning rate.</summary>
/// <remarks>Its <see cref="HoneException.ModulePath"/> is the first module or parameter that was not finite; empty for the model itself, null when it was the loss or the data.</remarks>
public sealed class NonFiniteException : HoneException
{
    internal NonFiniteException(string got, string where, string tryThis)
        : base("The loss of every batch is finite.", got, where, tryThis)
    {
    }

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; internal init; }

    /// <summary>The batch in its epoch, from 0.</summary>
    public int Batch { get; internal init; }

    /// <summary>The learning rate of the step.</summary>
    public double LearningRate { get; internal init; }
}
