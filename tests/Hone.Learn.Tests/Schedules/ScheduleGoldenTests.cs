using System.Text.Json;

namespace Hone.Learn.Tests;

/// <summary>Schedules give the rates of PyTorch's schedulers, step by step.</summary>
public sealed class ScheduleGoldenTests
{
    private static readonly JsonElement s_golden =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "schedules.json"))).RootElement;

    private static readonly Dictionary<string, Schedule> s_schedules = new()
    {
        ["linear"] = new SchedLin(1, 4),
        ["cosine"] = new SchedCos(4, 0.5),
        ["exponential"] = new SchedExp(1e-7, 10),

        // PyTorch's falls to zero: its rate is start (1 - position)^power, which is a rising one read backwards.
        ["polynomial"] = new Backwards(new SchedPoly(0, 4, 2)),
        ["one_cycle"] = CombinedSchedule.Cosine(0.25, 1 / 25.0, 1, 1 / 1e5),
        ["one_cycle_momentum"] = CombinedSchedule.Cosine(0.25, 0.95, 0.85, 0.95),
        ["flat_cos"] = CombinedSchedule.Cosine(0.75, 2, 2, 2 / 1e5),
        ["restarts"] = new CombinedSchedule((1.0 / 3, new SchedCos(4, 0)), (2.0 / 3, new SchedCos(4, 0))),
    };

    public static TheoryData<string> Names() => [.. s_schedules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_equal_PyTorchs(string name)
    {
        int steps = s_golden.GetProperty("steps").GetInt32();
        double[] expected = [.. s_golden.GetProperty("cases").GetProperty(name).EnumerateArray().Select(rate => rate.GetDouble())];
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], s_schedules[name].At((double)step / steps), Math.Max(Math.Abs(expected[step]), 1e-6) * 1e-9);
        }
    }

    [Fact]
    public void Every_golden_and_every_kind_of_schedule_is_compared()
    {
        Assert.Equal(s_golden.GetProperty("cases").EnumerateObject().Select(golden => golden.Name).Order(), s_schedules.Keys.Order());
        Type[] kinds = [.. typeof(Schedule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Schedule)))];
        Type[] compared = [typeof(SchedPoly), typeof(SchedNo), .. s_schedules.Values.Select(schedule => schedule.GetType())];
        Assert.Empty(kinds.Except(compared));
    }

    private sealed class Backwards(Schedule schedule) : Schedule
    {
        public override double At(double position) => schedule.At(1 - position);
    }
}
