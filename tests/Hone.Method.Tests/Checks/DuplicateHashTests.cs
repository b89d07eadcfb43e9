using Hone.Learn.Data;

namespace Hone.Method.Tests;

public sealed class DuplicateHashTests
{
    [Theory]
    [InlineData(0.1 + 0.2, 0.3)]
    [InlineData(-0.0, 0.0)]
    [InlineData(1.0000001, 1.0)]
    [InlineData(999999.95, 1e6)]
    [InlineData(1000, 1e3)]
    [InlineData(-2.5e-310, -2.5e-310)]
    public void Numbers_that_agree_in_seven_digits_are_one(double first, double second) =>
        Assert.Equal(RowHash.CanonicalNumber(first), RowHash.CanonicalNumber(second));

    [Theory]
    [InlineData(1.000001, 1.0)]
    [InlineData(1, 10)]
    [InlineData(1, -1)]
    [InlineData(1e300, 1e301)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    public void Numbers_that_differ_in_seven_digits_are_two(double first, double second) =>
        Assert.NotEqual(RowHash.CanonicalNumber(first), RowHash.CanonicalNumber(second));

    [Fact]
    public void Rows_that_say_the_same_have_the_same_hash()
    {
        var frame = new Frame(
            new NumberColumn("x", [0.3, 0.1 + 0.2, double.NaN, double.NaN]),
            new CategoricalColumn("town", ["Oslo", " OSLO", "Lima", null]));

        UInt128[] hashes = RowHash.Of(frame, ["x", "town"], ignoreCase: true, default);

        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(3, hashes.Distinct().Count());
        Assert.NotEqual(RowHash.Of(frame, ["x", "town"], ignoreCase: false, default)[1], RowHash.Of(frame, ["x", "town"], ignoreCase: false, default)[0]);
    }

    [Fact]
    public void Every_row_of_a_large_table_is_hashed()
    {
        // The only two equal rows are the first and the last of 100,000.
        double[] values = Enumerable.Range(0, 100_000).Select(row => (double)row).ToArray();
        values[^1] = 0;
        var frame = new Frame(new NumberColumn("x", values));

        IReadOnlyList<int[]> clusters = DuplicateClusters.Of(RowHash.Of(frame, ["x"], true, default));

        Assert.Equal([0, 99_999], Assert.Single(clusters));
    }

    [Fact]
    public void Chance_is_the_product_of_how_often_values_agree()
    {
        // Train has 1, 1, 2; valid has 1, 2: of 6 pairs 2 + 1 agree.
        Assert.Equal(0.5, ChanceCollisions.Agreement([1, 1, 2, 1, 2], [0, 1, 2], [3, 4]), 12);
    }

    [Fact]
    public void A_few_pairs_are_judged_by_the_exact_chance_and_many_by_the_rule()
    {
        // One pair where 0.04 are expected: e^-0.04 is the chance of none, so 3.9% of one or more.
        Assert.Equal(1 - Math.Exp(-0.04), PoissonTail.AtLeast(1, 0.04), 12);
        Assert.Equal(1, PoissonTail.AtLeast(0, 3), 12);
        Assert.Equal(1 - (Math.Exp(-2) * (1 + 2 + 2)), PoissonTail.AtLeast(3, 2), 12);
        ChanceCollisions chance = new() { Expected = 0.04, Limit = 0.84, IsCountTable = false };

        Assert.True(chance.Explains(1));
        Assert.True(new ChanceCollisions { Expected = 2, Limit = 6.2, IsCountTable = false }.Explains(7));
        Assert.False(chance.Explains(2));
        Assert.False(new ChanceCollisions { Expected = 20, Limit = 33.4, IsCountTable = false }.Explains(34));
        Assert.Contains("1 or more have 3.921%", chance.Rule(1), StringComparison.Ordinal);
    }

    [Fact]
    public void One_copy_that_chance_makes_in_four_of_a_hundred_tables_is_told_and_is_no_error()
    {
        // 40 x 10 pairs of rows, four columns of ten equally frequent values: 0.04 equal pairs are expected.
        long?[][] columns = [.. Enumerable.Range(0, 4).Select(column => Enumerable.Range(0, 50).Select(row => (long?)(row % 10 == 0 && row > 0 && row != 40 ? (row + (7 * column)) % 10 : (row / (int)Math.Pow(2, column)) % 10)).ToArray())];
        foreach (long?[] column in columns)
        {
            column[45] = column[3];
        }

        string[] parts = [.. Enumerable.Range(0, 50).Select(row => row < 40 ? "train" : "valid")];
        var frame = new Frame([.. columns.Select((values, i) => (FrameColumn)new IntegerColumn($"c{i}", values)), new CategoricalColumn("part", parts)]);

        CheckedTable table = CheckedTable.Of(frame, new CheckedTableOptions { SplitColumn = "part" });
        CheckResult result = Method.Checks.Leak(table).Results.Single(one => one.Id == "leak/duplicates");

        Finding finding = Assert.Single(result.Findings);
        Assert.StartsWith("1 pairs of equal rows between train and valid", finding.What, StringComparison.Ordinal);
        Assert.Equal(Severity.Info, finding.Severity);
    }

    [Fact]
    public void Clusters_join_through_common_members()
    {
        var union = new UnionFind(6);
        union.Join(4, 1);
        union.Join(1, 5);
        union.Join(2, 0);

        Assert.Equal([[0, 2], [1, 4, 5]], union.Clusters());
    }

    [Fact]
    public void Min_hashes_agree_as_often_as_sets_do()
    {
        // 300 of 500 elements are shared: Jaccard 0.6, with a standard error of 0.043 over 128 minima.
        ulong[] first = Enumerable.Range(0, 400).Select(i => CounterRandom.Mix((ulong)i)).ToArray();
        ulong[] second = Enumerable.Range(100, 400).Select(i => CounterRandom.Mix((ulong)i)).ToArray();
        uint[] one = MinHash.Of(first);
        uint[] other = MinHash.Of(second);

        double agreement = one.Zip(other).Count(pair => pair.First == pair.Second) / 128.0;

        Assert.InRange(agreement, 0.6 - 0.13, 0.6 + 0.13);
        Assert.Equal(300, Shingles.Shared([.. first.Order()], [.. second.Order()]));
    }

    [Fact]
    public void A_text_of_n_words_has_n_minus_four_pieces()
    {
        Assert.Equal(4, Shingles.Of(TextForm.Words("One two three, four five six seven EIGHT.")).Length);
        Assert.Empty(Shingles.Of(TextForm.Words("one two three four")));
        Assert.Equal("it\u00e9s1", TextForm.Bare("It - e\u0301s! 1"));
    }

    [Fact]
    public void A_mirrored_image_has_the_flipped_hash_of_the_other()
    {
        var random = new Random(5);
        byte[] pixels = new byte[32 * 32];
        byte[] mirrored = new byte[32 * 32];
        random.NextBytes(pixels);
        for (int i = 0; i < pixels.Length; i++)
        {
            mirrored[(i / 32 * 32) + 31 - (i % 32)] = pixels[i];
        }

        PerceptualHash one = PerceptualHash.Of(new ImageData(32, 32, 1, pixels), isLarge: false);
        PerceptualHash other = PerceptualHash.Of(new ImageData(32, 32, 1, mirrored), isLarge: false);

        // The low frequencies of a mirror image differ in their sign alone, so one of the hashes agrees but for the rounding of a tie.
        Assert.True(PerceptualHash.Distance(one.Bits, other.Bits) <= 2);
        Assert.Equal(0, PerceptualHash.Distance(one.Bits, one.Bits));
    }

    [Fact]
    public void A_cosine_transform_of_a_cosine_has_one_frequency()
    {
        byte[] wave = new byte[32 * 32];
        for (int i = 0; i < wave.Length; i++)
        {
            wave[i] = (byte)Math.Round(128 + (100 * Math.Cos(Math.PI * ((2 * (i % 32)) + 1) * 3 / 64)));
        }

        float[] frequencies = new CosineTransform(32, 8).Apply(wave);

        // Σ over x of 100 cos² = 1600 for each of 32 rows.
        Assert.Equal(51_200, frequencies[3], 100f);
        Assert.All(Enumerable.Range(1, 63).Where(i => i != 3), i => Assert.InRange(frequencies[i], -100, 100));
    }
}
