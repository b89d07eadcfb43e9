namespace Hone;

/// <summary>A matrix cannot be factorized: it is singular, not positive definite, or no iteration converges.</summary>
public sealed class LinearAlgebraException : HoneException
{
    /// <inheritdoc cref="HoneException(string, string, string, string, Exception)"/>
    public LinearAlgebraException(string expected, string? got = null, string? where = null, string? tryThis = null, Exception? inner = null)
        : base(expected, got, where, tryThis, inner)
    {
    }

    /// <summary>Which matrix of the batch, from 0.</summary>
    public int Matrix { get; init; }

    /// <summary>Row and column, from 0, at which the factorization stopped.</summary>
    public int Pivot { get; init; }

    /// <inheritdoc/>
    internal override HoneException InModule(string path, string where) =>
        new LinearAlgebraException(Expected, Got, where, Try, this) { ModulePath = path, Matrix = Matrix, Pivot = Pivot };
}
