namespace Hone.Method;

/// <summary>Assigns items by chance alone.</summary>
internal sealed class RandomSplitter(SplitOptions options) : Splitter(options)
{
    protected override SplitStrategy Strategy => SplitStrategy.Random;

    protected override SplitAssignment Assign(SplitData data)
    {
        int count = data.Ids.Count;
        int[] order = new IdHash(Options.Seed, "split").Shuffle(Enumerable.Range(0, count), data.Ids);
        int valid = Round(Options.Fractions.Valid * count);
        int test = Round(Options.Fractions.Test * count);
        return new SplitAssignment(order[(valid + test)..], order[..valid], order[valid..(valid + test)]);
    }

    private static int Round(double count) => (int)Math.Round(count, MidpointRounding.AwayFromZero);
}
