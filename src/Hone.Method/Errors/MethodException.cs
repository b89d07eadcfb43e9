namespace Hone.Method;

/// <summary>The base of the errors of the method; each knows the exit code of a command that ends with it.</summary>
public abstract class MethodException : HoneException
{
    /// <summary>Builds the message from its four parts.</summary>
    /// <param name="exitCode">What a command that ends with this error returns.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="got">What arrived, with its numbers.</param>
    /// <param name="where">The file, row, part or operation.</param>
    /// <param name="try">One concrete action.</param>
    /// <param name="inner">The cause, if another exception caused this one.</param>
    protected MethodException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(expected, got, where, @try, inner)
    {
        ExitCode = exitCode;
    }

    /// <summary>What a command that ends with this error returns.</summary>
    public ExitCode ExitCode { get; }
}
