namespace Hone.Method;

/// <summary>The test labels were asked for before the vault was opened.</summary>
public sealed class VaultSealedException : MethodException
{
    internal VaultSealedException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}
