namespace Hone.Learn;

/// <summary>In which units numbers are learned.</summary>
public enum TargetScale
{
    /// <summary>As they are.</summary>
    Linear,

    /// <summary>As log(1 + y): for prices and counts, which vary by factors. Targets lie above -1; <see cref="TablePredictor"/> answers in the units of the table again.</summary>
    Log1p,
}
