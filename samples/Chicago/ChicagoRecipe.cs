using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;

namespace Hone.Samples;

/// <summary>A series by the day: the last fifth is the future, and "as on the same weekday last week" is hard to beat.</summary>
internal static class ChicagoRecipe
{
    private const int Week = 7;
    private const double TestShare = 0.2;
    private const string Target = "ridership";

    /// <summary>Fits boosted trees on the first four fifths of the days; the value is the lower end of the interval of the gain over last week.</summary>
    public static Measurement Run(Experiment experiment)
    {
        // 1. Days in the order of time. What is known a week ahead: the stations two weeks ago, the calendar, the games, the weather as forecast, and the past of this station.
        Frame days = ChicagoRidership.Load(experiment.Data, experiment.CancellationToken);
        double[] riders = [.. Enumerable.Range(0, days.RowCount).Select(day => days.NumberColumn(Target)[day])];
        Frame rows = days.AddDatePart("date").With(
            Past("last_week", riders, Week),
            Past("two_weeks_ago", riders, 2 * Week),
            Past("three_weeks_ago", riders, 3 * Week),
            Past("last_year", riders, 52 * Week));
        int cut = rows.RowCount - (int)(TestShare * rows.RowCount);
        int[] past = [.. Enumerable.Range(52 * Week, cut - (52 * Week))];
        int[] future = [.. Enumerable.Range(cut, rows.RowCount - cut)];
        var data = new TabularData(rows, new()
        {
            YNames = [Target],
            CatNames = ["Dayofweek"],
            ContNames = [.. rows.Names.Where(name => name is not (Target or "Dayofweek"))],
            Procs = [new Categorify(), new FillMissing()],
            Splitter = new IndexSplitter(past, future),
        });
        experiment.Say($"{past.Length} days to learn from, {future.Length} later days to test");

        // 2. Boosted trees.
        HistGradientBoostingRegressor boosting = HistGradientBoostingRegressor.Fit(
            data.ToMatrix(past).ToTreeData(),
            Array.ConvertAll(data.Targets(past), answer => (double)answer),
            new() { LearningRate = 0.05, MaxIterations = 300, MaxLeafNodes = 16, Seed = experiment.Seed },
            new() { CancellationToken = experiment.CancellationToken });
        double[] predictions = boosting.Predict(data.ToMatrix(future).ToTreeData());

        // 3. Both err on the same days, so the days are compared pair by pair.
        double[] ofBoosting = [.. future.Select((day, i) => Math.Abs(predictions[i] - riders[day]))];
        double[] ofLastWeek = [.. future.Select(day => Math.Abs(riders[day - Week] - riders[day]))];
        PairedDifference gain = Bootstrap.Paired(ofLastWeek, ofBoosting, MetricDirection.Higher);
        return new Measurement(gain.Interval.Low, future.Length)
        {
            Beside = [("to", gain.Interval.High), ("mean absolute error", ofBoosting.Average()), ("of the same weekday last week", ofLastWeek.Average())],
        };
    }

    /// <summary>The ridership some days before; none for the first days.</summary>
    private static NumberColumn Past(string name, double[] riders, int days) =>
        new(name, [.. Enumerable.Range(0, riders.Length).Select(day => day < days ? double.NaN : riders[day - days])]);
}
