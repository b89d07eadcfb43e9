using Hone.Method;

namespace Hone.Cli;

/// <summary>What <c>hone runs --kinds --json</c> prints.</summary>
internal sealed record KindsJson(int Runs, IReadOnlyList<KindShare> Kinds, IReadOnlyList<string> Architectures, Finding? Nudge)
{
    public static KindsJson Of(RunKinds kinds) => new(
        kinds.Runs,
        [.. kinds.Counts.Select(each => new KindShare(RunRow.CamelCase(each.Key.ToString()), each.Value, kinds.Runs == 0 ? 0 : (double)each.Value / kinds.Runs))],
        kinds.ArchitecturesTried,
        kinds.Nudge);
}
