using FsCheck;
using FsCheck.Fluent;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Pictures of series: values worked by hand, identities, errors, and a net for images that tells series apart.</summary>
public sealed class SeriesImageTests
{
    [Fact]
    public void Angular_fields_of_three_values_are_those_worked_by_hand()
    {
        // Scaled -1, 0, 1: angles pi, pi / 2, 0.
        Close([1, 0, -1, 0, -1, 0, -1, 0, 1], new GramianAngularField().Transform([1, 2, 3]));
        Close([0, 1, 0, -1, 0, 1, 0, -1, 0], new GramianAngularField(GramianKind.Difference).Transform([1, 2, 3]));

        // Scaled -1, 0.5, 1: angles pi, pi / 3, 0.
        float h = MathF.Sqrt(3) / 2;
        Close([1, -0.5f, -1, -0.5f, -0.5f, 0.5f, -1, 0.5f, 1], new GramianAngularField().Transform([10, 16, 18]));
        Close([0, h, 0, -h, 0, h, 0, -h, 0], new GramianAngularField(GramianKind.Difference).Transform([10, 16, 18]));
    }

    [Fact]
    public void Angular_fields_are_cosines_of_sums_and_sines_of_differences()
    {
        Prop.ForAll<short[]>(values =>
        {
            float[] series = [1, 5, .. values.Take(20).Select(value => (float)value)];
            double least = series.Min();
            double greatest = series.Max();
            double[] angles = [.. series.Select(value => Math.Acos(Math.Clamp(((2.0 * value) - greatest - least) / (greatest - least), -1, 1)))];
            float[] sums = new GramianAngularField().Transform(series);
            float[] differences = new GramianAngularField(GramianKind.Difference).Transform(series);
            return Enumerable.Range(0, sums.Length).All(at =>
                Math.Abs(sums[at] - Math.Cos(angles[at / series.Length] + angles[at % series.Length])) < 1e-5
                && Math.Abs(differences[at] - Math.Sin(angles[at / series.Length] - angles[at % series.Length])) < 1e-5);
        }).Check(Properties.Config.WithMaxTest(100));
    }

    [Fact]
    public void A_smaller_field_takes_the_means_of_pieces()
    {
        Assert.Equal(new GramianAngularField().Transform([2, 6, 4]), new GramianAngularField(size: 3).Transform([1, 3, 5, 7, 3, 5]));

        // Five values in two pieces: the first two, the last three.
        Close([1, -1, -1, 1], new GramianAngularField(size: 2).Transform([1, 1, 2, 2, 2]));
        Close([-1, -1, -1, -1], new GramianAngularField().Transform([4, 4]));
        Close([0, 0, 0, 0], new GramianAngularField(GramianKind.Difference).Transform([4, 4]));
    }

    [Fact]
    public void Recurrence_plots_of_four_values_are_those_worked_by_hand()
    {
        float third = 1f / 3;
        Close([1, 2 * third, 1, 0, 2 * third, 1, 2 * third, third, 1, 2 * third, 1, 0, 0, third, 0, 1], new RecurrencePlot().Transform([0, 1, 0, 3]));
        Close([1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1], new RecurrencePlot(new() { Threshold = 0.5f }).Transform([0, 1, 0, 3]));

        // States (0, 1), (1, 0), (0, 3): distances sqrt 2, 2, sqrt 10.
        float a = 1 - (MathF.Sqrt(2) / MathF.Sqrt(10));
        float b = 1 - (2 / MathF.Sqrt(10));
        Close([1, a, b, a, 1, 0, b, 0, 1], new RecurrencePlot(new() { Dimension = 2 }).Transform([0, 1, 0, 3]));
        Close([1, 0, 0, 1], new RecurrencePlot(new() { Dimension = 2, Delay = 2, Threshold = 1.5f }).Transform([0, 1, 0, 3]));
        Close([1, 1, 1, 1], new RecurrencePlot().Transform([7, 7]));
    }

    [Fact]
    public void Pictures_are_black_at_the_lower_and_white_at_the_upper_end()
    {
        ImageData field = new GramianAngularField().ToImage([1, 2, 3]);
        Assert.Equal((3, 3, 1), (field.Width, field.Height, field.Channels));
        Assert.Equal([255, 128, 0, 128, 0, 128, 0, 128, 255], field.Pixels);
        Assert.Equal([255, 0, 0, 255], new RecurrencePlot().ToImage([1, 9]).Pixels);
    }

    [Fact]
    public void Series_that_make_no_picture_are_errors()
    {
        string message = Assert.Throws<HoneDataException>(() => new GramianAngularField(size: 8).Transform([1, 2, 3])).Message;
        Assert.Contains("at least 8 values", message);
        Assert.Contains("3 values", message);
        Assert.Contains("at least 5 values", Assert.Throws<HoneDataException>(() => new RecurrencePlot(new() { Dimension = 3, Delay = 2 }).Transform([1, 2, 3])).Message);
        Assert.Contains("NaN at position 1 of 3", Assert.Throws<HoneDataException>(() => new RecurrencePlot().ToImage([1, float.NaN, 3])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecurrencePlot(new() { Delay = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecurrencePlot(new() { Threshold = -1 }));
        Assert.Contains("2 pictures", Assert.Throws<HoneException>(() => new SeriesImageBlock<int>(_ => default, [new RecurrencePlot(), new RecurrencePlot()])).Message);
        Assert.Contains("3 pictures in Gray", Assert.Throws<HoneException>(() => new SeriesImageBlock<int>(_ => default, [new RecurrencePlot(), new RecurrencePlot(), new RecurrencePlot()], ImageMode.Gray)).Message);
    }

    [Fact]
    public void Three_pictures_become_the_channels_of_one()
    {
        float[][] series = [[1, 2, 3], [3, 1, 2]];
        var block = new DataBlock<int>
        {
            Input = new SeriesImageBlock<int>(i => series[i], [new GramianAngularField(), new GramianAngularField(GramianKind.Difference), new RecurrencePlot()]),
            Target = new CategoryBlock<int>(i => $"{i}"),
            Splitter = new IndexSplitter([0, 1], []),
        };
        using EpochReader batches = block.DataLoaders([0, 1], new() { Workers = 0 }).Train.InOrder().Read();
        Assert.True(batches.MoveNext());
        Batch batch = batches.Current;
        Assert.Equal([2, 3, 3, 3], batch.Input.Shape);
        float[] first = batch.Input.ToArray<float>()[..27];
        Close([.. new GramianAngularField().ToImage(series[0]).Pixels.Select(value => value / 255f)], first[..9]);
        Close([.. new GramianAngularField(GramianKind.Difference).ToImage(series[0]).Pixels.Select(value => value / 255f)], first[9..18]);
        Close([.. new RecurrencePlot().ToImage(series[0]).Pixels.Select(value => value / 255f)], first[18..]);
        batch.Release();
        var unequal = new SeriesImageBlock<int>(i => series[i], [new RecurrencePlot(), new RecurrencePlot(), new RecurrencePlot(new() { Dimension = 2 })]);
        HoneDataException error = Assert.Throws<HoneDataException>(() => (block with { Input = unequal }).DataLoaders([0, 1]));
        Assert.Contains("3 pixels a side", error.Message);
        Assert.Contains("2 pixels", error.Message);
    }

    [Fact]
    public void A_net_for_images_tells_waves_from_steps()
    {
        var random = new Random(1);
        float[][] series = [.. Enumerable.Range(0, 120).Select(i =>
        {
            double phase = random.NextDouble() * 6;
            double speed = 0.4 + (random.NextDouble() * 0.4);
            return Enumerable.Range(0, 24).Select(t =>
            {
                double wave = Math.Sin((t * speed) + phase);
                return (float)((i % 2 == 0 ? wave : Math.Sign(wave)) + (0.2 * (random.NextDouble() - 0.5)));
            }).ToArray();
        })];
        var block = new DataBlock<int>
        {
            Input = new SeriesImageBlock<int>(i => series[i], [new GramianAngularField()]),
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "wave" : "steps"),
            Splitter = new RandomSplitter(0.3, seed: 1),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, series.Length)], new() { BatchSize = 16, Workers = 0 });
        Learner learner = VisionLearner.Create(data, new() { Learner = new() { Metrics = [new Accuracy()] } });
        learner.FineTune(1);
        double accuracy = learner.Validate().Metrics[0].Value;
        Assert.True(accuracy > 0.8, $"accuracy {accuracy}");
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }
}
