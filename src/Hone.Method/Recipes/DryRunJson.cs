namespace Hone.Method;

/// <summary>What a dry run prints with <c>--json</c>.</summary>
/// <param name="Passed">Whether every stage came through.</param>
/// <param name="Steps">The stages.</param>
/// <param name="ProjectedSeconds">How long the training would take; null where it is not known.</param>
internal sealed record DryRunJson(bool Passed, IReadOnlyList<DryRunStep> Steps, double? ProjectedSeconds);
