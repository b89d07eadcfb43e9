namespace Hone.Method;

/// <summary>What a command line returns to its caller; the same numbers in every verb.</summary>
public enum ExitCode
{
    /// <summary>Everything passed.</summary>
    Pass = 0,

    /// <summary>At least one finding of severity error, or a check that broke.</summary>
    Findings = 1,

    /// <summary>The command was used wrongly: an unknown option, a value outside its range.</summary>
    Usage = 2,

    /// <summary>An input is unreadable or malformed.</summary>
    BadInput = 3,

    /// <summary>Something could not be checked; counts only where strictness was asked for.</summary>
    NotChecked = 4,

    /// <summary>A guard refused: the vault, the disk, a limit.</summary>
    Refused = 5,

    /// <summary>The user canceled.</summary>
    Canceled = 130,
}
