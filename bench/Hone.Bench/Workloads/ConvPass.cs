namespace Hone.Bench.Workloads;

/// <summary>Which part of a convolution is timed.</summary>
internal enum ConvPass
{
    Forward,
    Backward,
    BackwardData,
    BackwardWeight,
}
