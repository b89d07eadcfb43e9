namespace Hone.Method;

/// <summary>A place where a rule is broken.</summary>
/// <param name="Row">The row of the file, counted from 1 with the header as row 1; 0 for the file as a whole.</param>
/// <param name="What">What stands there.</param>
public sealed record SubmissionOffender(int Row, string What)
{
    /// <summary>Such as <c>row 17: 'abc' in Survived</c>.</summary>
    public override string ToString() => Row == 0 ? What : $"row {Row}: {What}";
}
