using Hone.Nn;

namespace Hone.Bench.Workloads.Nets;

/// <summary>LSTM layers of given sizes, each reading the output of the one before, as in a language model.</summary>
internal static class StackedLstm
{
    public static Sequential Create(params int[] sizes) =>
        new([.. Enumerable.Range(0, sizes.Length - 1).Select(i => new Lstm(sizes[i], sizes[i + 1]))]);

    /// <summary>4 rows of (input + hidden) weights and two biases for each hidden unit.</summary>
    public static int Parameters(params int[] sizes) =>
        Enumerable.Range(0, sizes.Length - 1).Sum(i => 4 * sizes[i + 1] * (sizes[i] + sizes[i + 1] + 2));
}
