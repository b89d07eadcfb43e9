namespace Hone;

/// <summary>An operation received tensors whose shapes do not fit together; the message names the operation, the shapes and the axis.</summary>
public sealed class ShapeException : HoneException
{
    /// <inheritdoc cref="HoneException(string, string, string, string, Exception)"/>
    public ShapeException(string expected, string? got = null, string? where = null, string? tryThis = null, Exception? inner = null)
        : base(expected, got, where, tryThis, inner)
    {
    }

    /// <summary>Path of the module in which the operation ran, such as <c>Sequential[3].Linear</c>; null outside modules.</summary>
    public string? ModulePath { get; init; }
}
