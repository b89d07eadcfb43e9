namespace Hone.Learn.Tests;

/// <summary>Radix sort against the sort of the platform.</summary>
public sealed class FloatSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3000)]
    public void Values_ascend_and_rows_stay_with_them(int count)
    {
        var random = new RandomStream(41, "sort");
        float[] values = [.. Enumerable.Range(0, count).Select(i => (i % 5) switch
        {
            0 => (float)random.NextNormal(),
            1 => (float)(random.NextNormal() * 1e30),
            2 => -1e-42f * random.NextInt(9),
            3 => random.NextInt(7),
            _ => i % 2 == 0 ? float.MaxValue : float.MinValue,
        })];
        float[] sorted = [.. values];
        int[] rows = [.. Enumerable.Range(0, count)];
        FloatSort.Sort(sorted, rows);
        Assert.Equal([.. values.Order()], sorted);
        Assert.Equal(sorted, Array.ConvertAll(rows, row => values[row]));
        Assert.Equal(count, rows.Distinct().Count());

        float[] alone = [.. values];
        FloatSort.Sort(alone);
        Assert.Equal(sorted, alone);
    }

    [Fact]
    public void Equal_values_keep_their_order()
    {
        float[] values = [.. Enumerable.Range(0, 100).Select(i => i % 3 - 1f)];
        int[] rows = [.. Enumerable.Range(0, 100)];
        FloatSort.Sort(values, rows);
        Assert.Equal([.. Enumerable.Range(0, 100).OrderBy(i => i % 3)], rows);
    }
}
