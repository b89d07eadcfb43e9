namespace Hone.Learn.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public void Formulas_at_known_positions()
    {
        Assert.Equal(2.5, new SchedLin(1, 4).At(0.5));
        Assert.Equal(2.5, new SchedCos(1, 4).At(0.5), 12);
        Assert.Equal(1 + ((1 - Math.Sqrt(0.5)) * 1.5), new SchedCos(1, 4).At(0.25), 12);
        Assert.Equal(2, new SchedExp(1, 4).At(0.5), 12);
        Assert.Equal(1.75, new SchedPoly(1, 4, 2).At(0.5), 12);
        Assert.Equal(7, new SchedNo(7).At(0.9));
    }

    [Fact]
    public void One_cycle_of_ten_steps_has_the_numbers_of_fastai()
    {
        // lr_max 1: 0.04 at the start, 1 at a quarter, 1e-5 at the end; momentum .95 -> .85 -> .95.
        CombinedSchedule rate = CombinedSchedule.Cosine(0.25, 1 / 25.0, 1, 1 / 1e5);
        Assert.Equal(0.04, rate.At(0), 12);
        Assert.Equal(0.52, rate.At(0.125), 12);
        Assert.Equal(1, rate.At(0.25), 12);
        Assert.Equal((1 + 1e-5) / 2, rate.At(0.625), 12);
        Assert.Equal(1e-5, rate.At(1), 12);
        CombinedSchedule momentum = CombinedSchedule.Cosine(0.25, 0.95, 0.85, 0.95);
        Assert.Equal(0.90, momentum.At(0.125), 12);
        Assert.Equal(0.85, momentum.At(0.25), 12);
        Assert.Equal(0.95, momentum.At(1), 12);
    }

    [Fact]
    public void Shares_that_do_not_add_up_to_one_are_refused_with_their_sum()
    {
        var error = Assert.Throws<HoneException>(() => new CombinedSchedule((0.5, new SchedNo(1)), (0.4, new SchedNo(2))));
        Assert.Contains("0.9", error.Message);
    }
}
