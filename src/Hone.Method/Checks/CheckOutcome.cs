namespace Hone.Method;

/// <summary>How a check ended. Four outcomes, never three: what was not checked is not green.</summary>
public enum CheckOutcome
{
    /// <summary>Checked, and all is well.</summary>
    Pass,

    /// <summary>Checked, and there is something to read.</summary>
    Finding,

    /// <summary>Could not be checked; the reason is given.</summary>
    NotChecked,

    /// <summary>The check itself failed.</summary>
    Broken,
}
