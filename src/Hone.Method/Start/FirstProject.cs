namespace Hone.Method;

/// <summary>
/// The first five minutes: an honest image classifier from nothing to a report. Each stage is an ordinary use of the library;
/// the README shows the same in ten lines.
/// </summary>
public static class FirstProject
{
    /// <summary>Runs all stages, or goes on with a training that was stopped.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="observer">What is shown meanwhile.</param>
    /// <param name="cancellationToken">Stops at the next batch; the last checkpoint stays.</param>
    public static StartResult Run(StartOptions options, IStartObserver observer, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
