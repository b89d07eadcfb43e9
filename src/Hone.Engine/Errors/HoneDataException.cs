namespace Hone;

/// <summary>The data as a whole cannot be used: a dataset is missing, files do not fit together, or their content is not what was promised.</summary>
public sealed class HoneDataException : HoneException
{
    /// <summary>Describes data that cannot be used.</summary>
    /// <param name="expected">What was needed, as one sentence.</param>
    /// <param name="got">What arrived instead, with its numbers.</param>
    /// <param name="where">The files or folders concerned.</param>
    /// <param name="tryThis">One concrete action for the reader.</param>
    /// <param name="inner">The error underneath, if there was one.</param>
    public HoneDataException(string expected, string? got = null, string? where = null, string? tryThis = null, Exception? inner = null)
        : base(expected, got, where, tryThis, inner)
    {
    }
}
