namespace Hone.Method;

/// <summary>Ends a recipe at its first fit, where only its untrained learner is wanted: what comes after the fit may rely on one.</summary>
internal sealed class LearnerReadyException : Exception
{
    public LearnerReadyException()
        : base("The recipe has reached its first fit.")
    {
    }
}
