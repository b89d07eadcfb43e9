namespace Hone;

/// <summary>
/// Base of every error that Hone raises on purpose. The message has at most four lines: what was expected,
/// what arrived (with its numbers), where it happened, and one thing to try.
/// </summary>
public class HoneException : Exception
{
    /// <summary>Composes the four-line message from its parts.</summary>
    /// <param name="expected">What the code needed, as one sentence.</param>
    /// <param name="got">What arrived instead, with its numbers; null leaves the line out.</param>
    /// <param name="where">File and row, module path or operation and shapes; null leaves the line out.</param>
    /// <param name="tryThis">One concrete action for the reader; null leaves the line out.</param>
    /// <param name="inner">The error underneath, if there was one.</param>
    public HoneException(string expected, string? got = null, string? where = null, string? tryThis = null, Exception? inner = null)
        : base(Compose(expected, got, where, tryThis), inner)
    {
        Expected = expected;
        Got = got;
        Where = where;
        Try = tryThis;
    }

    /// <summary>What the code needed, as one sentence.</summary>
    public string Expected { get; }

    /// <summary>What arrived instead, with its numbers.</summary>
    public string? Got { get; }

    /// <summary>File and row, module path, or operation and shapes.</summary>
    public string? Where { get; }

    /// <summary>One concrete action for the reader.</summary>
    public string? Try { get; }

    /// <summary>Path of the module in which it happened, such as <c>Sequential[3].Linear</c>; null outside modules.</summary>
    public string? ModulePath { get; init; }

    /// <summary>This error told again with the module in which it happened, as the same type, with this one inside; null for a type that does not say how.</summary>
    internal virtual HoneException? InModule(string path, string where) =>
        GetType() == typeof(HoneException) ? new HoneException(Expected, Got, where, Try, this) { ModulePath = path } : null;

    private static string Compose(string expected, string? got, string? where, string? tryThis)
    {
        string message = expected;
        if (got is not null)
        {
            message += "\n  got: " + got;
        }

        if (where is not null)
        {
            message += "\n  where: " + where;
        }

        if (tryThis is not null)
        {
            message += "\n  try: " + tryThis;
        }

        return message;
    }
}
