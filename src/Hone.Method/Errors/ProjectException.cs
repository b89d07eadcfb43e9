namespace Hone.Method;

/// <summary>A folder is not the project it should be, or a charter is incomplete.</summary>
public sealed class ProjectException : MethodException
{
    internal ProjectException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}
