namespace Hone.Testing;

/// <summary>The whole kit: every fault that Hone's checks must find, each with its silent twin.</summary>
public static class PlantedFaults
{
    /// <summary>All faults, those of data first.</summary>
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        .. DataFaults.Tables.Select(fault => fault.Planted(FaultKind.Table, FaultReaders.Table)),
        .. DataFaults.Images.Select(fault => fault.Planted(FaultKind.Images, FaultReaders.Images)),
        .. DataFaults.Texts.Select(fault => fault.Planted(FaultKind.Texts, FaultReaders.Texts)),
        .. StatisticFaults.All,
        .. BatchFaults.All,
        .. ModelFaults.All,
        .. GradientFaults.All,
        .. TrainingFaults.All,
        .. MetricFaults.All,
    ];
}
