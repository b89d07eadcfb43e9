using FsCheck;
using FsCheck.Fluent;
using Hone.Learn.Plots;
using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Tests.Plots;

public sealed class AxisTests
{
    [Fact]
    public void Linear_ticks_are_inside_ascending_and_neither_too_few_nor_too_many()
    {
        Prop.ForAll<NormalFloat, NormalFloat, PositiveInt>((a, b, n) =>
        {
            int count = 2 + (n.Get % 10);
            double min = Math.Min(a.Get, b.Get);
            double max = Math.Max(a.Get, b.Get);
            Axis axis = Axis.Create(new AxisOptions { TickCount = count }, min, max);
            AssertSound(axis);
            Assert.InRange(axis.Ticks.Count, 1, count + 1);
        }).Check(Properties.Config);
    }

    [Fact]
    public void A_range_between_two_coarse_steps_still_gets_a_tick()
    {
        Axis axis = Axis.Create(new AxisOptions { TickCount = 2 }, -19.98759002, -15.70670351);
        Assert.Equal([-18.0, -16.0], axis.Ticks.Select(tick => tick.Value));
    }

    [Fact]
    public void Extending_puts_a_tick_on_both_ends_and_keeps_the_data_inside()
    {
        Prop.ForAll<NormalFloat, NormalFloat>((a, b) =>
        {
            double min = Math.Min(a.Get, b.Get);
            double max = Math.Max(a.Get, b.Get);
            Axis axis = Axis.Create(new AxisOptions { ExtendMinToTick = true, ExtendMaxToTick = true }, min, max);
            AssertSound(axis);
            Assert.True(axis.Min <= min && axis.Max >= max);
            Assert.Equal(axis.Min, axis.Ticks[0].Value);
            Assert.Equal(axis.Max, axis.Ticks[^1].Value);
        }).Check(Properties.Config);
    }

    [Fact]
    public void Logarithmic_ticks_are_inside_ascending_and_labeled()
    {
        Prop.ForAll<int, int>((a, b) =>
        {
            double min = Math.Pow(10, (Math.Abs((long)a) % 2000 / 100.0) - 12);
            double max = min * Math.Pow(10, Math.Abs((long)b) % 1500 / 100.0);
            Axis axis = Axis.Create(new AxisOptions { Scale = AxisScale.Logarithmic }, min, max);
            AssertSound(axis);
            Assert.Contains(axis.Ticks, tick => !tick.IsMinor);
        }).Check(Properties.Config);
    }

    [Theory]
    [InlineData(0, 1, "0|0.2|0.4|0.6|0.8|1.0")]
    [InlineData(-0.3, 0.3, "−0.3|−0.2|−0.1|0|0.1|0.2|0.3")]
    [InlineData(0, 100_000, "0|20k|40k|60k|80k|100k")]
    [InlineData(0, 3e6, "0|0.5M|1.0M|1.5M|2.0M|2.5M|3.0M")]
    [InlineData(0, 1e-5, "0|0.2e-5|0.4e-5|0.6e-5|0.8e-5|1.0e-5")]
    [InlineData(1000, 6000, "1,000|2,000|3,000|4,000|5,000|6,000")]
    public void Linear_labels_are_short_and_exact(double min, double max, string expected)
    {
        Axis axis = Axis.Create(new AxisOptions(), min, max);
        Assert.Equal(expected, string.Join('|', axis.Ticks.Select(tick => tick.Label)));
    }

    [Theory]
    [InlineData(1e-7, 10, "1e-7|1e-6|1e-5|1e-4|1e-3|1e-2|1e-1|1e0|1e1", 12)]
    [InlineData(0.08, 6, "0.1|0.2|0.5|1|2|5", 6)]
    [InlineData(2, 3, "2.0|2.2|2.4|2.6|2.8|3.0", 6)]
    public void Logarithmic_labels_are_powers_of_ten_or_finer_when_the_range_is_short(double min, double max, string expected, int count)
    {
        Axis axis = Axis.Create(new AxisOptions { Scale = AxisScale.Logarithmic, TickCount = count }, min, max);
        Assert.Equal(expected, string.Join('|', axis.Ticks.Where(tick => !tick.IsMinor).Select(tick => tick.Label)));
    }

    [Fact]
    public void Epochs_get_whole_ticks_only()
    {
        Axis axis = Axis.Create(new AxisOptions { TickCount = 10, WholeNumbers = true }, 1, 3);
        Assert.Equal([1.0, 2.0, 3.0], axis.Ticks.Select(tick => tick.Value));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(1e300, 1e300)]
    [InlineData(-double.MaxValue, double.MaxValue)]
    [InlineData(1, 1 + 1e-15)]
    [InlineData(double.Epsilon, 2 * double.Epsilon)]
    public void Degenerate_ranges_still_give_a_sound_axis(double min, double max)
    {
        Axis axis = Axis.Create(new AxisOptions { ExtendMinToTick = true, ExtendMaxToTick = true }, min, max);
        AssertSound(axis);
        double position = axis.Map(min, 0, 100);
        Assert.InRange(position, 0, 100);
    }

    [Fact]
    public void A_logarithmic_map_turns_ratios_into_distances()
    {
        Axis axis = Axis.Create(new AxisOptions { Scale = AxisScale.Logarithmic }, 1e-4, 1);
        Assert.Equal(50, axis.Map(1e-2, 0, 100), 9);
        Assert.Equal(25, axis.Map(1e-3, 0, 100), 9);
    }

    private static void AssertSound(Axis axis)
    {
        Assert.True(double.IsFinite(axis.Min) && double.IsFinite(axis.Max) && axis.Min < axis.Max, $"[{axis.Min}, {axis.Max}]");
        Assert.NotEmpty(axis.Ticks);
        Assert.InRange(axis.Ticks.Count, 1, 120);
        for (int i = 0; i < axis.Ticks.Count; i++)
        {
            Assert.InRange(axis.Ticks[i].Value, axis.Min, axis.Max);
            Assert.True(i == 0 || axis.Ticks[i].Value > axis.Ticks[i - 1].Value);
        }
    }
}
