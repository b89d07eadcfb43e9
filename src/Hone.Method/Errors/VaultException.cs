namespace Hone.Method;

/// <summary>The vault cannot do what was asked: nothing sealed, other labels sealed, predictions that do not fit.</summary>
public sealed class VaultException : MethodException
{
    internal VaultException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}
