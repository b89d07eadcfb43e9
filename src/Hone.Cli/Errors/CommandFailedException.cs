namespace Hone.Cli;

/// <summary>An error that nobody expected, with the project in which the account of it belongs.</summary>
internal sealed class CommandFailedException(string? projectFolder, Exception cause) : Exception(cause.Message, cause)
{
    public string? ProjectFolder { get; } = projectFolder;
}
