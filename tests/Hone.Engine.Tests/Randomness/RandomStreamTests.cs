namespace Hone.Engine.Tests.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void One_seed_and_name_give_the_same_numbers_and_other_names_others()
    {
        ulong[] first = Draw(new RandomStream(42, "init"));
        Assert.Equal(first, Draw(new RandomStream(42, "init")));
        Assert.NotEqual(first, Draw(new RandomStream(42, "shuffle")));
        Assert.NotEqual(first, Draw(new RandomStream(43, "init")));
        Assert.NotEqual(first, Draw(new RandomStream(42, "init").Split(0)));
    }

    [Fact]
    public void A_stream_resumes_at_a_saved_position()
    {
        var stream = new RandomStream(1, "augment");
        stream.NextUInt64();
        stream.NextDouble();
        ulong position = stream.Position;
        ulong next = stream.NextUInt64();
        Assert.Equal(next, new RandomStream(1, "augment") { Position = position }.NextUInt64());
    }

    [Fact]
    public void Uniform_numbers_fill_their_range_evenly()
    {
        var stream = new RandomStream(7, "test");
        var counts = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            counts[stream.NextInt(10)]++;
        }

        // Chi-square with 9 degrees of freedom: 27.9 is exceeded once in a thousand seeds.
        double chiSquare = counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000);
        Assert.True(chiSquare < 27.9, $"chi-square {chiSquare}");
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_deviation_one()
    {
        var stream = new RandomStream(7, "test");
        double[] x = Enumerable.Range(0, 100_000).Select(_ => stream.NextNormal()).ToArray();
        double mean = x.Average();
        double deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)));
        Assert.Equal(0, mean, 0.015);
        Assert.Equal(1, deviation, 0.01);
    }

    [Fact]
    public void A_permutation_holds_every_index_once()
    {
        int[] order = new RandomStream(3, "shuffle").Permutation(1000);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        Assert.NotEqual(Enumerable.Range(0, 1000), order);
    }

    private static ulong[] Draw(RandomStream stream) => [stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64()];
}
