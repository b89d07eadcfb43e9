using System.Diagnostics;

namespace Hone.Testing;

/// <summary>Checks the checks: plants every fault with every seed, and counts what was found and what was found where there is nothing.</summary>
/// <example><code>
/// SelfTestReport report = SelfTest.Run(new() { Seeds = 2 });
/// </code></example>
public static class SelfTest
{
    /// <summary>Tries each fault and its twin with seeds 1, 2, ...</summary>
    /// <param name="options">Seeds and faults.</param>
    /// <param name="cancellationToken">Ends the test early.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than one seed.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static SelfTestReport Run(SelfTestOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SelfTestOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Seeds, 1);
        var clock = Stopwatch.StartNew();
        var results = new List<FaultResult>(options.Faults.Count);
        foreach (PlantedFault fault in options.Faults)
        {
            FaultResult result = Run(fault, options.Seeds, cancellationToken);
            results.Add(result);
            options.Progress?.Report(result);
        }

        return new SelfTestReport(results, options.Seeds, clock.Elapsed.TotalSeconds);
    }

    private static FaultResult Run(PlantedFault fault, int seeds, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var trials = new FaultTrial[seeds];
        for (int seed = 1; seed <= seeds; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trials[seed - 1] = fault.Try((ulong)seed, cancellationToken);
        }

        return new FaultResult(fault, trials, clock.Elapsed.TotalSeconds);
    }
}
