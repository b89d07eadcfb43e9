namespace Hone;

/// <summary>An operation received tensors whose shapes do not fit together; the message names the operation, the shapes and the axis.</summary>
public sealed class ShapeException : HoneException
{
    /// <inheritdoc cref="HoneException(string, string, string, string, Exception)"/>
    public ShapeException(string expected, string? got = null, string? where = null, string? tryThis = null, Exception? inner = null)
        : base(expected, got, where, tryThis, inner)
    {
    }

    /// <inheritdoc/>
    internal override HoneException InModule(string path, string where) => new ShapeException(Expected, Got, where, Try, this) { ModulePath = path };
}
