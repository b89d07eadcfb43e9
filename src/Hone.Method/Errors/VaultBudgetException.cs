namespace Hone.Method;

/// <summary>One more opening of the vault would exceed its budget.</summary>
public sealed class VaultBudgetException : MethodException
{
    internal VaultBudgetException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}
