using System.IO.Enumeration;
using Hone.Bench.Cli;
using Hone.Bench.Harness;
using Hone.Bench.Workloads.Trees;

namespace Hone.Bench.Workloads;

/// <summary>All workloads, in the order of the table.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        .. CalibrationCatalog.All(),
        .. GemmCatalog.All(),
        .. ConvCatalog.All(),
        .. NormDuels.All(),
        .. RowNormDuels.All(),
        .. ImageDuels.All(),
        .. LoaderDuels.All(() => ImageDuels.PhotoJpeg),
        .. NetCatalog.All(),
        .. UnetCatalog.All(),
        .. TransformerCatalog.All(),
        .. RecurrentCatalog.All(),
        .. CollabEpoch.All(),
        .. TreeCatalog.All(),
        .. ElementwiseCatalog.All(),
        .. BandwidthCatalog.All(CalibrationCatalog.Copy),
    ];

    /// <summary>The workloads that a selection names: ids, families and patterns; everything for an empty one.</summary>
    /// <exception cref="BenchException">A name matches nothing.</exception>
    public static IReadOnlyList<Workload> Select(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return All;
        }

        var chosen = new HashSet<Workload>();
        foreach (string name in names)
        {
            List<Workload> matches = [.. All.Where(workload => Matches(workload, name))];
            if (matches.Count == 0)
            {
                throw new BenchException("The id of a workload, a family or a pattern.", name, "bench/compare --list names all of them");
            }

            chosen.UnionWith(matches);
        }

        return [.. All.Where(chosen.Contains)];
    }

    private static bool Matches(Workload workload, string name) =>
        workload.Id == name || workload.Family == name || (name.Contains('*', StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(name, workload.Id));
}
