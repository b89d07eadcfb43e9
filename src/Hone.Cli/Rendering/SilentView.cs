using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows nothing while something long runs: <c>--quiet</c>, and <c>--json</c> where nobody watches.</summary>
internal sealed class SilentView : StartObserver, IReproduceObserver
{
    public void SeedBegan(int seed)
    {
    }

    public void SeedMeasured(int seed, Measurement measurement)
    {
    }
}
