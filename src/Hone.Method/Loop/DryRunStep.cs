namespace Hone.Method;

/// <summary>One stage of a dry run.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Seconds">How long it took, in seconds.</param>
/// <param name="What">What happened, with its numbers; what failed for the stage that failed.</param>
/// <param name="Passed">Whether it came through.</param>
public sealed record DryRunStep(DryRunStage Stage, double Seconds, string What, bool Passed);
