using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>What a project knows about the columns of its table: several that are predicted, and those that its owner leaves out.</summary>
/// <param name="Targets">The columns that are predicted, where the target is several numbers; else empty.</param>
/// <param name="Dropped">The columns that <c>hone baseline --drop</c> has left out.</param>
internal sealed record ProjectColumns(IReadOnlyList<string> Targets, IReadOnlyList<string> Dropped)
{
    private const int ShownNames = 8;

    /// <summary>The columns that are no features.</summary>
    public IReadOnlyList<string> LeftOut => [.. Targets, .. Dropped];

    /// <summary>What was left out, in words.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. Targets.Count == 0 ? [] : (string[])[$"{Targets.Count} columns are the target and no features: {Shown(Targets)}"],
        .. Dropped.Count == 0 ? [] : (string[])[$"left out, as the baseline ladder does (hone baseline --drop): {Shown(Dropped)}"],
    ];

    public static ProjectColumns Of(Project project, Frame frame, CancellationToken cancellationToken)
    {
        bool hasPoints = project.Data.HasData && (project.Charter.TargetKind == TargetKind.Points || project.Data.Source.Targets is not null);
        return new ProjectColumns(
            hasPoints ? project.Data.Load(cancellationToken).Targets : [],
            [.. DroppedBy(project).Where(frame.Contains)]);
    }

    /// <summary>The columns that the last ladder of a project left out.</summary>
    public static IReadOnlyList<string> DroppedBy(Project project) => Ladder.Read(project)?.Dropped ?? [];

    private static string Shown(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(ShownNames)) + (names.Count > ShownNames ? $" and {names.Count - ShownNames} more" : "");
}
