namespace Hone.Method;

/// <summary>Assigns items by chance alone.</summary>
internal sealed class RandomSplitter(SplitOptions options) : FoldingSplitter(options)
{
    protected override SplitStrategy Strategy => SplitStrategy.Random;

    protected override SplitAssignment Divide(SplitData data, SplitFractions fractions)
    {
        int count = data.Ids.Count;
        int[] order = Shuffle(data, "split");
        int valid = Round(fractions.Valid * count);
        int test = Round(fractions.Test * count);
        return new SplitAssignment(order[(valid + test)..], order[..valid], order[valid..(valid + test)]);
    }

    protected override int[] Deal(SplitData data, int folds)
    {
        int count = data.Ids.Count;
        if (count < folds)
        {
            throw new SplitException(
                ExitCode.BadInput,
                $"at least {folds} items for {folds} folds",
                $"{count} items outside the test part",
                Where(data),
                count < 2 ? "no k is feasible: use more data" : $"the largest feasible k is {count}");
        }

        int[] order = Shuffle(data, "fold");
        int[] result = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            result[order[rank]] = rank % folds;
        }

        return result;
    }

    private int[] Shuffle(SplitData data, string stream) =>
        new IdHash(Options.Seed, stream).Shuffle(Enumerable.Range(0, data.Ids.Count), data.Ids);

    private static int Round(double count) => (int)Math.Round(count, MidpointRounding.AwayFromZero);
}
