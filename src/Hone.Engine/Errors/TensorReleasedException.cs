namespace Hone;

/// <summary>A tensor was read after its memory had gone back to the pool at the end of a step or during backward.</summary>
public sealed class TensorReleasedException : HoneException
{
    internal TensorReleasedException(string operation, string shape)
        : base(
            "A tensor must be alive when it is read.",
            $"{shape}, whose memory has been returned to the pool",
            operation,
            "call Keep() on the tensor inside the step, or copy its values with ToArray() or Item() before the step ends")
    {
    }

    private TensorReleasedException(TensorReleasedException error, string where)
        : base(error.Expected, error.Got, where, error.Try, error)
    {
    }

    /// <inheritdoc/>
    internal override HoneException InModule(string path, string where) => new TensorReleasedException(this, where) { ModulePath = path };
}
