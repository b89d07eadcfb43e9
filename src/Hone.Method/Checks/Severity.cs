namespace Hone.Method;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably a mistake, or a number not to trust.</summary>
    Warn,

    /// <summary>Results are wrong until it is fixed; the exit code says so.</summary>
    Error,
}
