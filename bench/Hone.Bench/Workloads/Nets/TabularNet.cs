using Hone.Nn;

namespace Hone.Bench.Workloads.Nets;

/// <summary>Forty numbers, two hidden layers with batch norm, two classes.</summary>
internal static class TabularNet
{
    public static Sequential Create() => new(
        new Linear(40, 200),
        new ReLU(),
        new BatchNorm1d(200),
        new Linear(200, 100),
        new ReLU(),
        new BatchNorm1d(100),
        new Linear(100, 2));
}
