namespace Hone.Method;

/// <summary>What a front end shows while a published figure is measured again. Calls come one after the other, in order, on the calling thread.</summary>
public interface IReproduceObserver : IStartObserver
{
    /// <summary>A seed begins.</summary>
    /// <param name="seed">The seed, from 1.</param>
    void SeedBegan(int seed);

    /// <summary>A seed has its figure.</summary>
    /// <param name="seed">The seed, from 1.</param>
    /// <param name="measurement">The figure.</param>
    void SeedMeasured(int seed, Measurement measurement);
}
