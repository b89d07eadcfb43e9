namespace Hone.Learn;

/// <summary>A number that changes over the training: position 0 is its beginning, 1 its end.</summary>
public abstract class Schedule
{
    /// <summary>The number at a position.</summary>
    /// <param name="position">0 to 1.</param>
    /// <returns>The value.</returns>
    public abstract double At(double position);
}
