namespace Hone.Learn;

/// <summary>Random numbers of a callback for one batch: they depend on the seed of the data, the epoch and the batch alone, so a resumed fit draws the same.</summary>
internal static class BatchStream
{
    public static RandomStream Of(LoopState state, string name) =>
        new RandomStream(state.Learner.Data.Train.Options.Seed, name).Split(state.Epoch).Split(state.BatchNumber);
}
