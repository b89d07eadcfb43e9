using Hone.Method;

namespace Hone.Cli;

/// <summary>The command was typed in a way that it does not understand.</summary>
internal sealed class UsageException(string expected, string got, string where, string @try)
    : MethodException(ExitCode.Usage, expected, got, where, @try);
